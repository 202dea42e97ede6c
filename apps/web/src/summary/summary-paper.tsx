import type { Summary, SummaryFigure, SummaryPart } from '@mingbai/client';
import { webText } from '@mingbai/messages';
import { Empty, Tooltip } from 'antd';
import { preamble, sectionHeading } from './summary-words.ts';

type Props = { readonly summary: Summary; readonly onOpen: (figure: string) => void };

/** The paper itself. Each figure is a button. */
export function SummaryPaper({ summary, onOpen }: Props) {
  const { title, sections, figures } = summary;
  const byId = new Map(figures.map((figure) => [figure.id, figure] as const));
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
              {parts.map((part, place) => (
                <Part key={`${section.id}/${at}/${place}`} part={part} figures={byId} onOpen={onOpen} />
              ))}
            </p>
          ))}
        </section>
      ))}
    </article>
  );
}

type PartProps = {
  readonly part: SummaryPart;
  readonly figures: ReadonlyMap<string, SummaryFigure>;
  readonly onOpen: (figure: string) => void;
};

function Part({ part, figures, onOpen }: PartProps) {
  if (typeof part === 'string') return part;
  const figure = figures.get(part.figure);
  const doubtful = figure?.note !== undefined;
  return (
    <Tooltip title={figure?.note ?? webText('figure.open', { label: figure?.label ?? part.figure })}>
      <button
        type="button"
        className={doubtful ? 'figure figure-doubtful' : 'figure'}
        data-figure={part.figure}
        onClick={() => onOpen(part.figure)}
      >
        {part.text}
      </button>
    </Tooltip>
  );
}
