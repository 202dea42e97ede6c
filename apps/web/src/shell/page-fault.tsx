import { webText } from '@mingbai/messages';
import { Button, Result } from 'antd';
import { Link } from 'react-router';

/** A fault of a page itself. What had been recorded is safe; loading the page again mends most of them. */
export const PageFault = () => (
  <Result
    status="error"
    title={webText('state.fault')}
    extra={<Button onClick={() => location.reload()}>{webText('state.reload')}</Button>}
  />
);

export const NoSuchPage = () => (
  <Result status="404" title={webText('state.noPage')} extra={<Link to="/">{webText('menu.home')}</Link>} />
);
