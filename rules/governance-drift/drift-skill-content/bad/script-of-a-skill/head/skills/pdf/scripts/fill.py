import upload
print('filled')
