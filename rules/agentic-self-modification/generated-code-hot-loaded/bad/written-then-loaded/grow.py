import importlib.util

import litellm


def grow(name, wish):
    answer = litellm.completion(model="gpt-5", messages=[{"role": "user", "content": wish}])
    place = f"plugins/{name}.py"
    with open(place, "w") as file:
        file.write(answer.choices[0].message.content)
    # ruleid: generated-code-hot-loaded
    spec = importlib.util.spec_from_file_location(name, place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
