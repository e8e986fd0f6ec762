"use client";

import { useEffect, useState } from "react";
import { onConfirmPerson } from "@/lib/api/confirm-person";
import { later } from "@/lib/later";

const Box = later(() => import("./confirm-person-box").then((part) => part.ConfirmPersonBox));

/** Shows the question when a request needs a fresh proof of who sends it. */
export function ConfirmPerson() {
  const [answer, setAnswer] = useState<((confirmed: boolean) => void) | null>(null);

  useEffect(
    () =>
      onConfirmPerson(
        () =>
          new Promise((resolve) =>
            setAnswer(() => (confirmed: boolean) => {
              setAnswer(null);
              resolve(confirmed);
            }),
          ),
      ),
    [],
  );
  return answer ? <Box onEnd={answer} /> : null;
}
