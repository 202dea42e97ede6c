import { webText } from '@mingbai/messages';
import { Typography } from 'antd';
import type { ReactNode } from 'react';

/** What stands before the pages proper: the product's name beside one small form. */
export function EntryPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="entry">
      <section className="entry-brand">
        <div className="entry-name">{webText('app.name')}</div>
        <div className="entry-motto">{webText('app.motto')}</div>
        <ul>
          <li>{webText('app.point.record')}</li>
          <li>{webText('app.point.figure')}</li>
          <li>{webText('app.point.replay')}</li>
        </ul>
      </section>
      <section className="entry-form">
        <Typography.Title level={3}>{title}</Typography.Title>
        {children}
      </section>
    </div>
  );
}
