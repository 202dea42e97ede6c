import 'reflect-metadata';

export { createApi, type ApiOptions } from './create-api.ts';
export { openApiDocument } from './openapi.ts';
