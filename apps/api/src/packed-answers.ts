import compress from '@fastify/compress';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { constants } from 'node:zlib';

/** Shorter answers are sent as they are: packing them takes more of the one loop than the wire gains. */
const WORTH_PACKING = 16_384;

/**
 * Long answers leave packed for whoever takes gzip: lists are a tenth of their length then. On a thread of the pool,
 * at its quickest. Pages are packed already when they are built.
 */
export const packAnswers = async (app: NestFastifyApplication): Promise<void> => {
  await app.register(compress, {
    threshold: WORTH_PACKING,
    encodings: ['gzip'],
    zlibOptions: { level: constants.Z_BEST_SPEED },
  });
};
