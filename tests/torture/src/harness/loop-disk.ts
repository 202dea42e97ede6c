import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { freshDirectory } from './life.ts';

const MEGABYTES = 128;
/** EXT4_IOC_SHUTDOWN, leaving the journal unwritten: what is not on the disk by then never gets there. */
const SHUT_DOWN = `
  open(my $root, '<', $ARGV[0]) or die "$!\\n";
  my $flag = pack('L', 2);
  ioctl($root, 0x8004587d, $flag) or die "$!\\n";`;

function must(program: string, ...args: readonly string[]): void {
  const { status, error, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: ${error?.message ?? stderr.trim()}`);
}

/** A file system in a file, whose power can be cut. Needs root and loop devices. */
export class LoopDisk {
  readonly mountPoint: string;
  readonly #image: string;
  #mounted = false;

  private constructor(folder: string) {
    this.#image = join(folder, 'disk.img');
    this.mountPoint = join(folder, 'disk');
  }

  /** Makes and mounts one. Throws where that is not allowed. */
  static make(): LoopDisk {
    const disk = new LoopDisk(freshDirectory());
    const file = openSync(disk.#image, 'w');
    ftruncateSync(file, MEGABYTES * 1024 * 1024);
    closeSync(file);
    must('mkfs.ext4', '-q', '-F', disk.#image);
    mkdirSync(disk.mountPoint);
    disk.mount();
    return disk;
  }

  mount(): void {
    must('mount', '-o', 'loop', this.#image, this.mountPoint);
    this.#mounted = true;
  }

  /** From now on nothing reaches the disk, not even what the operating system holds already. */
  cutPower(): void {
    must('perl', '-e', SHUT_DOWN, this.mountPoint);
  }

  unmount(): void {
    if (!this.#mounted) return;
    must('umount', this.mountPoint);
    this.#mounted = false;
  }
}

/** Why no power can be cut here, or undefined when it can. */
export function loopDiskMissing(): string | undefined {
  try {
    const disk = LoopDisk.make();
    try {
      disk.cutPower();
    } finally {
      disk.unmount();
    }
    return undefined;
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return `no power can be cut here: ${line}`;
  }
}
