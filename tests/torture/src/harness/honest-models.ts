export { openReadModels as openModels } from '@mingbai/read-models-sqlite';
