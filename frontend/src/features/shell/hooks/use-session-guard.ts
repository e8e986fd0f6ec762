"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { paths } from "@/config/paths";
import { onSignedOut } from "@/lib/api/client";

/** Leads to the sign-in page when the session has ended, and back here afterwards. */
export function useSessionGuard(): { signedOut: boolean } {
  const router = useRouter();
  const [signedOut, setSignedOut] = useState(false);

  useEffect(
    () =>
      onSignedOut(() => {
        setSignedOut(true);
        const { pathname, search } = window.location;
        router.replace(paths.login(`${pathname}${search}`));
      }),
    [router],
  );
  return { signedOut };
}
