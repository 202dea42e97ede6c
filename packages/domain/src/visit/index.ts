export { TRIGGERS, visits } from './visits.ts';
