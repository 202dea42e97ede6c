import type { Disk } from './ports.ts';
import { StoreError } from './store-error.ts';

/**
 * With less than this left nothing is recorded any more. A write that fails half-way closes a store; one that was never
 * begun does not, so that all goes on by itself when there is room again.
 */
const RESERVE_BYTES = 64 * 1024 * 1024;

/** Throws `disk-full` when less is left of a disk than is held in reserve. */
export function requireRoom(disk: Disk | undefined): void {
  if (disk && disk.freeBytes() < RESERVE_BYTES)
    throw new StoreError('disk-full', 'less is left of the disk than is held in reserve');
}
