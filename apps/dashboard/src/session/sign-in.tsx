import { useState, type FormEvent } from 'react';
import { Button, FieldError, Form, Input, Label, Text, TextField } from 'react-aria-components';
import { ask } from '../ask/ask.js';
import { AskFailed } from '../ask/ask-failed.js';
import { SessionDocument } from '../ask/operations.js';
import { token } from '../ask/token.js';
import { words } from '../words/words.js';

/** Asks for the token, and keeps it once the server has taken it. @param hasEnded whether there was one before */
export function SignIn({ hasEnded }: { readonly hasEnded: boolean }) {
  const { signIn } = words;
  const [refused, setRefused] = useState<string | null>(hasEnded ? signIn.ended : null);
  const [given, setGiven] = useState('');
  const [isAsking, setAsking] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    setAsking(true);
    try {
      await ask(SessionDocument, {}, { as: given.trim() });
      token.set(given.trim());
    } catch (error) {
      setRefused(error instanceof AskFailed && error.code === 'UNAUTHENTICATED' ? signIn.wrong : signIn.unreachable);
      setAsking(false);
    }
  }

  return (
    <main className="sign-in">
      <h1>{words.title}</h1>
      <Form onSubmit={(event) => void submit(event)} validationBehavior="aria">
        <h2>{signIn.heading}</h2>
        <TextField
          type="password"
          autoComplete="current-password"
          autoFocus
          isInvalid={refused !== null}
          value={given}
          onChange={setGiven}
        >
          <Label>{signIn.token}</Label>
          <Input />
          <Text slot="description">{signIn.about}</Text>
          <FieldError>{refused}</FieldError>
        </TextField>
        <Button type="submit" className="primary" isPending={isAsking}>
          {signIn.button}
        </Button>
      </Form>
    </main>
  );
}
