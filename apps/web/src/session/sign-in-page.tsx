import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { webText } from '@mingbai/messages';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Typography } from 'antd';
import { gateway } from '../gateway.ts';
import { SESSION_KEY } from '../query-client.ts';
import { EntryPage } from './entry-page.tsx';
import { rememberSignIn } from './session.ts';

type Credentials = { readonly login: string; readonly password: string };

const required = [{ required: true, message: webText('form.required') }];

export function SignInPage() {
  const queries = useQueryClient();
  const signIn = useMutation({
    mutationFn: ({ login, password }: Credentials) => gateway.signIn(login.trim(), password),
    onSuccess: async () => {
      rememberSignIn();
      await queries.resetQueries({ queryKey: SESSION_KEY });
    },
  });
  return (
    <EntryPage title={webText('signIn.title')}>
      {signIn.error && <Alert type="error" showIcon title={signIn.error.message} className="entry-alert" />}
      <Form layout="vertical" size="large" onFinish={(given: Credentials) => signIn.mutate(given)}>
        <Form.Item name="login" label={webText('signIn.login')} rules={required}>
          <Input prefix={<UserOutlined />} autoComplete="username" autoCapitalize="none" autoFocus />
        </Form.Item>
        <Form.Item name="password" label={webText('signIn.password')} rules={required}>
          <Input.Password prefix={<LockOutlined />} autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
          {webText('signIn.submit')}
        </Button>
      </Form>
      <Typography.Paragraph type="secondary" className="entry-help">
        {webText('signIn.help')}
      </Typography.Paragraph>
    </EntryPage>
  );
}
