export type * from './answers.ts';
export type * from './gateway.ts';
export { httpGateway, type HttpOptions } from './http-gateway.ts';
export { ProblemError, type Problem } from './problem-error.ts';
