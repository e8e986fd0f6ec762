"use client";

import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { fieldOf, isApiError } from "@/lib/api/errors";
import type { LimitFaults } from "./components/limit-fields";
import { inputOf, lacksProjects, type Limits } from "./limits";
import { text } from "./messages/en";

/** State of the limits of a key in a form, with what is wrong beside them. */
export function useLimits(initial: Limits) {
  const [value, setValue] = useState(initial);
  const [faults, setFaults] = useState<LimitFaults>({});
  return {
    fields: {
      value,
      faults,
      onChange: (next: Limits) => {
        setValue(next);
        setFaults({});
      },
    },

    /** What to send; null when something is missing, which is said. */
    read: () => {
      if (lacksProjects(value)) {
        setFaults({ projects: text.projectsMissing });
        return null;
      }
      return inputOf(value);
    },

    refused: (error: unknown) => {
      const fault = isApiError(error) && error.faults.find((one) => fieldOf(one) === "networks");
      if (fault) setFaults({ networks: fault.code === "pattern" ? text.networkWrong : fault.detail });
      else toast.error(text.changeFailed, error);
    },
  };
}
