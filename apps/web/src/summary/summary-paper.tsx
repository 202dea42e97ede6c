import type { Summary, SummaryFigure } from '@mingbai/client';
import { webText } from '@mingbai/messages';
import { Empty, Tooltip } from 'antd';
import { preamble, sectionHeading, withMarks, type KeptPart } from './summary-words.ts';

type Props = {
  readonly summary: Summary;
  readonly figure: string | undefined;
  readonly onOpen: (figure: string) => void;
};

/** The paper itself. Each figure is a button. */
export function SummaryPaper({ summary, figure, onOpen }: Props) {
  const { title, sections, figures } = summary;
  const byId = new Map(figures.map((each) => [each.id, each] as const));
  return (
    <article className="paper">
      <h1>{title}</h1>
      <p>{preamble(summary)}</p>
      {sections.length === 0 && <Empty description={webText('summary.nothing')} />}
      {sections.map((section, index) => (
        <section key={section.id}>
          <h2>{sectionHeading(index, section.title)}</h2>
          {section.paragraphs.map(({ parts }, at) => (
            <p key={`${section.id}/${at}`}>
              {withMarks(parts).map((kept, place) => (
                <Part key={`${section.id}/${at}/${place}`} {...kept} figures={byId} open={figure} onOpen={onOpen} />
              ))}
            </p>
          ))}
        </section>
      ))}
    </article>
  );
}

type PartProps = KeptPart & {
  readonly figures: ReadonlyMap<string, SummaryFigure>;
  readonly open: string | undefined;
  readonly onOpen: (figure: string) => void;
};

function Part({ part, marks, figures, open, onOpen }: PartProps) {
  if (typeof part === 'string') return part;
  const figure = figures.get(part.figure);
  const states = [figure?.note !== undefined && 'figure-doubtful', part.figure === open && 'figure-open'];
  const className = ['figure', ...states].filter(Boolean).join(' ');
  return (
    <span className="figure-with-marks">
      <Tooltip title={figure?.note ?? webText('figure.open', { label: figure?.label ?? part.figure })}>
        <button type="button" className={className} data-figure={part.figure} onClick={() => onOpen(part.figure)}>
          {part.text}
        </button>
      </Tooltip>
      {marks}
    </span>
  );
}
