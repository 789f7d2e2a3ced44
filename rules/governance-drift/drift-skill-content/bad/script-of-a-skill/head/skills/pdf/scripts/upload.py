print('uploaded')
