import { QueryClient } from "@tanstack/react-query";
import { isApiError } from "./api/errors";

const maxRetries = 2;

export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        // What the server refused, it refuses again; what failed on the way may work.
        retry: (count, error) => count < maxRetries && isApiError(error) && error.temporary,
        retryDelay: (count, error) =>
          isApiError(error) && error.retryAfter ? error.retryAfter * 1000 : 500 * 2 ** count,
      },
      mutations: { retry: false },
    },
  });
