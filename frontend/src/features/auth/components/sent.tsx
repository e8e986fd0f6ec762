import { MailCheck } from "lucide-react";
import { paths } from "@/config/paths";
import { text } from "../messages/en";
import { AuthFrame, TextButton, TextLink } from "./auth-frame";

const { sent: words } = text;

/** After a form that mails something: what comes next says the same for every address. */
export function Sent({ hint, next, onAgain }: { hint: string; next?: string; onAgain: () => void }) {
  return (
    <AuthFrame
      title={words.title}
      hint={<span role="status">{hint}</span>}
      foot={<TextLink href={paths.login()}>{text.backToSignIn}</TextLink>}
    >
      <div className="rounded-lg border bg-card p-4 shadow-card">
        <MailCheck aria-hidden="true" className="mb-2 size-5 text-primary" />
        {next ? <p className="mb-1">{next}</p> : null}
        <p className="text-muted-foreground">
          {words.nothing} <TextButton onClick={onAgain}>{words.again}</TextButton>.
        </p>
      </div>
    </AuthFrame>
  );
}
