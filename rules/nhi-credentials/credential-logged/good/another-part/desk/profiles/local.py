from desk import desk

desk.show(f"Model set to {desk.model.name}")
