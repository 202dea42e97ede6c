import { APPEND_MEASURES } from './append-measures.ts';
import { LIKE_PEERS_MEASURES } from './like-peers-measures.ts';
import { loaded } from './load-measure.ts';
import { migrated, replayedOnPostgres } from './migrate-measure.ts';
import { PEER_MEASURES } from './peers/peer-measures.ts';
import type { Measure } from './sample.ts';
import { shown } from './web-measure.ts';

/** All but those of a filled district. */
export const MEASURES: Readonly<Record<string, Measure>> = {
  ...APPEND_MEASURES,
  ...LIKE_PEERS_MEASURES,
  ...PEER_MEASURES,
  migrate: migrated,
  'postgres-district': replayedOnPostgres,
  load: loaded(7),
  'load-month': loaded(28),
  web: shown,
};
