import type { ReplayEntry } from '@mingbai/client';
import { useCallback, useEffect, useState } from 'react';
import { useView } from '../shell/view.ts';

const STEP_MS = 700;

/** The slider's place among the entries. It begins at the entry that the address names, or at the end. */
export function useReplayPosition(entries: readonly ReplayEntry[]) {
  const { get } = useView();
  const last = entries.length - 1;
  const [index, setIndex] = useState(() => {
    const named = entries.findIndex(({ eventId }) => eventId === get('at'));
    return named === -1 ? last : named;
  });
  const [wanted, setPlaying] = useState(false);
  const playing = wanted && index < last;
  const go = useCallback((next: number) => setIndex(Math.min(Math.max(next, 0), last)), [last]);
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setInterval(() => setIndex((before) => Math.min(before + 1, last)), STEP_MS);
    return () => clearInterval(timer);
  }, [playing, last]);
  const play = useCallback(
    (on: boolean) => {
      if (on && index >= last) setIndex(0);
      setPlaying(on);
    },
    [index, last],
  );
  return { index: Math.min(index, last), go, playing, setPlaying: play };
}
