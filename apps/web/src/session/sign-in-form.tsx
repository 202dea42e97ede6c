import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { webText } from '@mingbai/messages';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, type FormInstance } from 'antd';
import { gateway } from '../gateway.ts';
import { rememberSignIn } from './known-sign-in.ts';

type Credentials = { readonly login: string; readonly password: string };
type Props = {
  readonly login?: string;
  readonly form?: FormInstance;
  readonly onDone: () => Promise<void>;
};

const required = [{ required: true, message: webText('form.required') }];

/** User name and password. A login that is given stands there already. */
export function SignInForm({ login, form, onDone }: Props) {
  const signIn = useMutation({
    mutationFn: async (given: Credentials) => {
      await gateway.signIn(given.login.trim(), given.password);
      rememberSignIn();
      await onDone();
    },
  });
  return (
    <>
      {signIn.error && <Alert type="error" showIcon title={signIn.error.message} className="entry-alert" />}
      <Form
        {...(form && { form })}
        layout="vertical"
        size="large"
        initialValues={{ login }}
        onFinish={(given: Credentials) => signIn.mutate(given)}
      >
        <Form.Item name="login" label={webText('signIn.login')} rules={required}>
          <Input
            prefix={<UserOutlined />}
            autoComplete="username"
            autoCapitalize="none"
            autoFocus={login === undefined}
          />
        </Form.Item>
        <Form.Item name="password" label={webText('signIn.password')} rules={required}>
          <Input.Password prefix={<LockOutlined />} autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
          {webText('signIn.submit')}
        </Button>
      </Form>
    </>
  );
}
