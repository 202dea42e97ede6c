import { webText } from '@mingbai/messages';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useActId } from '../form/use-act-id.ts';
import { gateway } from '../gateway.ts';

/** Gives a registered person an account. The one-time password is shown once and nowhere kept. */
export function OpenAccountButton({ person, name }: { person: string; name: string }) {
  const [open, setOpen] = useState(false);
  /** Whoever opens the form again asks for another password, also under the same name. */
  const [times, setTimes] = useState(0);
  const idOf = useActId();
  const account = useMutation({
    mutationFn: ({ login }: { login: string }) =>
      gateway.openAccount(login.trim(), person, { id: idOf(`${times} ${login.trim()}`) }),
  });
  const close = (): void => {
    setOpen(false);
    account.reset();
    setTimes(times + 1);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{webText('account.open')}</Button>
      <Modal open={open} footer={null} title={webText('account.title', { name })} destroyOnHidden onCancel={close}>
        {account.error && <Alert type="error" showIcon title={account.error.message} className="entry-alert" />}
        {account.data ? (
          <Alert
            type="success"
            showIcon
            title={webText('account.done', { login: account.data.login })}
            description={
              <Typography.Paragraph copyable={{ text: account.data.password }} className="account-password">
                {account.data.password}
              </Typography.Paragraph>
            }
          />
        ) : (
          <Form layout="vertical" onFinish={(typed: { login: string }) => account.mutate(typed)}>
            <Form.Item
              name="login"
              label={webText('signIn.login')}
              extra={webText('account.hint')}
              rules={[{ required: true, pattern: /^[0-9A-Za-z._-]{1,40}$/, message: webText('account.hint') }]}
            >
              <Input autoCapitalize="none" />
            </Form.Item>
            <Button type="primary" htmlType="submit" block loading={account.isPending}>
              {webText('account.open')}
            </Button>
          </Form>
        )}
      </Modal>
    </>
  );
}
