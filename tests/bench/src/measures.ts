import { APPEND_MEASURES } from './append-measures.ts';
import { DISTRICT_MEASURES } from './district-measures.ts';
import { LIKE_PEERS_MEASURES } from './like-peers-measures.ts';
import { loaded } from './load-measure.ts';
import { migrated } from './migrate-measure.ts';
import { PEER_MEASURES } from './peers/peer-measures.ts';
import type { Measure } from './sample.ts';
import { shown } from './web-measure.ts';

export const MEASURES: Readonly<Record<string, Measure>> = {
  ...APPEND_MEASURES,
  ...DISTRICT_MEASURES,
  ...LIKE_PEERS_MEASURES,
  ...PEER_MEASURES,
  migrate: migrated,
  load: loaded,
  web: shown,
};
