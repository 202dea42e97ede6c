import type { Summary, SummaryFigure } from '@mingbai/client';
import { webText } from '@mingbai/messages';
import type { ComponentType, ReactElement, ReactNode } from 'react';
import { sectionHeading, withMarks, type KeptPart } from './summary-words.ts';

type Hint = ComponentType<{ readonly title: string; readonly children: ReactElement }>;
type Props = {
  readonly summary: Summary;
  readonly figure: string | undefined;
  readonly onOpen: (figure: string) => void;
  /** Wraps a figure in what is said about it. */
  readonly Hint?: Hint;
  /** Stands where there is nothing to tell. */
  readonly nothing?: ReactNode;
};

const NoHint: Hint = ({ children }) => children;

/** The paper itself, without a part of any library: it is drawn before they are there. Each figure is a button. */
export function SummaryPaper({ summary, figure, onOpen, Hint = NoHint, nothing }: Props) {
  const { title, address, preamble, sections, closing, figures } = summary;
  const byId = new Map(figures.map((each) => [each.id, each] as const));
  return (
    <article className="paper">
      <h1>{title}</h1>
      {address !== undefined && <p className="paper-address">{address}</p>}
      <p>{preamble}</p>
      {sections.length === 0 && nothing}
      {sections.map((section, index) => (
        <section key={section.id}>
          <h2>{sectionHeading(index, section.title)}</h2>
          {section.paragraphs.map(({ parts }, at) => (
            <p key={`${section.id}/${at}`}>
              {withMarks(parts).map((kept, place) => (
                <Part
                  key={`${section.id}/${at}/${place}`}
                  {...kept}
                  figures={byId}
                  open={figure}
                  onOpen={onOpen}
                  Hint={Hint}
                />
              ))}
            </p>
          ))}
        </section>
      ))}
      {closing !== undefined && <p>{closing}</p>}
    </article>
  );
}

type PartProps = KeptPart & {
  readonly figures: ReadonlyMap<string, SummaryFigure>;
  readonly open: string | undefined;
  readonly onOpen: (figure: string) => void;
  readonly Hint: Hint;
};

function Part({ part, marks, figures, open, onOpen, Hint }: PartProps) {
  if (typeof part === 'string') return part;
  const figure = figures.get(part.figure);
  const states = [figure?.note !== undefined && 'figure-doubtful', part.figure === open && 'figure-open'];
  const className = ['figure', ...states].filter(Boolean).join(' ');
  return (
    <span className="figure-with-marks">
      <Hint title={figure?.note ?? webText('figure.open', { label: figure?.label ?? part.figure })}>
        <button type="button" className={className} data-figure={part.figure} onClick={() => onOpen(part.figure)}>
          {part.text}
        </button>
      </Hint>
      {marks}
    </span>
  );
}
