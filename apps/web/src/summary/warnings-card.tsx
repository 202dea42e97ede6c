import { CheckCircleTwoTone, WarningTwoTone } from '@ant-design/icons';
import { webText } from '@mingbai/messages';
import { Card } from 'antd';

/** What somebody who signs the paper must know: what is unknown, approximate, or told twice. */
export function WarningsCard({ warnings }: { warnings: readonly string[] }) {
  const some = warnings.length > 0;
  const title = (
    <>
      {some ? <WarningTwoTone twoToneColor="#d48806" /> : <CheckCircleTwoTone twoToneColor="#389e0d" />}{' '}
      {webText('summary.warnings', { count: warnings.length })}
    </>
  );
  return (
    <Card size="small" title={title}>
      {warnings.length === 0 ? (
        <span className="hint">{webText('summary.warnings.none')}</span>
      ) : (
        <ul className="warnings">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
