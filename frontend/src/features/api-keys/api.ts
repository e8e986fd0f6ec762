"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, done, ifMatch, one, type Schemas } from "@/lib/api/client";

export type ApiKey = Schemas["ApiKey"];
export type ApiKeyMade = Schemas["ApiKeyMade"];
export type ApiKeyInput = Schemas["ApiKeyInput"];

const keys = ["api-keys"] as const;

/** The keys that have not been revoked. */
export const useApiKeys = () =>
  useQuery({
    queryKey: keys,
    queryFn: () => one(api.GET("/api-keys", { params: { query: { limit: 100, "filter[revoked_at][null]": true } } })),
  });

function useKeyMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => void cache.invalidateQueries({ queryKey: keys }) });
}

export const useCreateKey = () => useKeyMutation((body: ApiKeyInput) => one(api.POST("/api-keys", { body })));

export const useLimitKey = () =>
  useKeyMutation(({ apiKey: { id, rev }, body }: { apiKey: ApiKey; body: Schemas["ApiKeyPatch"] }) =>
    one(api.PATCH("/api-keys/{api_key_id}", { params: { path: { api_key_id: id }, header: ifMatch(rev) }, body })),
  );

export const useRotateKey = () =>
  useKeyMutation((id: string) =>
    one(api.POST("/api-keys/{api_key_id}/rotate", { params: { path: { api_key_id: id } } })),
  );

export const useRevokeKey = () =>
  useKeyMutation(({ id, rev }: ApiKey) =>
    done(api.DELETE("/api-keys/{api_key_id}", { params: { path: { api_key_id: id }, header: ifMatch(rev) } })),
  );
