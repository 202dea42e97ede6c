import { CaretRightOutlined, PauseOutlined, StepBackwardOutlined, StepForwardOutlined } from '@ant-design/icons';
import type { ReplayEntry } from '@mingbai/client';
import { writeSpan } from '@mingbai/kernel';
import { webText } from '@mingbai/messages';
import { Button, Slider } from 'antd';

type Props = {
  readonly entries: readonly ReplayEntry[];
  readonly index: number;
  readonly playing: boolean;
  readonly onGo: (index: number) => void;
  readonly onPlay: (on: boolean) => void;
};

/** Play, step, and a slider over the entries. */
export function ReplayControls({ entries, index, playing, onGo, onPlay }: Props) {
  const dayAt = (at: number | undefined): string => {
    const entry = entries[at ?? 0];
    return entry ? writeSpan(entry.occurredOn) : '';
  };
  return (
    <div className="replay-controls no-print">
      <Button
        type="primary"
        shape="circle"
        size="large"
        icon={playing ? <PauseOutlined /> : <CaretRightOutlined />}
        aria-label={webText(playing ? 'replay.pause' : 'replay.play')}
        onClick={() => onPlay(!playing)}
      />
      <Button
        shape="circle"
        icon={<StepBackwardOutlined />}
        aria-label={webText('replay.back')}
        disabled={index === 0}
        onClick={() => onGo(index - 1)}
      />
      <Slider
        className="replay-slider"
        min={0}
        max={Math.max(entries.length - 1, 1)}
        value={index}
        tooltip={{ formatter: dayAt }}
        ariaLabelForHandle={webText('replay.slider')}
        onChange={onGo}
      />
      <Button
        shape="circle"
        icon={<StepForwardOutlined />}
        aria-label={webText('replay.forward')}
        disabled={index >= entries.length - 1}
        onClick={() => onGo(index + 1)}
      />
    </div>
  );
}
