import { ErrorCard, type ErrorCardProps } from "@/components/states";
import { text } from "../messages/en";

/** The page could not be loaded, which says nothing of the link. */
export function Failed(props: Pick<ErrorCardProps, "error" | "onRetry" | "retrying">) {
  return (
    <main className="mx-auto w-full max-w-lg px-4 py-10">
      <h1 className="sr-only">{text.title}</h1>
      <ErrorCard title={text.failed} {...props} />
    </main>
  );
}
