export { visits } from './visits.ts';
