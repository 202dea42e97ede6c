import 'reflect-metadata';

export { createApi, type ApiOptions } from './create-api.ts';
export { openApiDocument } from './openapi.ts';
export { faultTeller } from './operation/tell-faults.ts';
