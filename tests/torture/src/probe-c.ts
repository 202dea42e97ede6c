import '@mingbai/store-directory';
