export { openReadModels } from './read-models.ts';
