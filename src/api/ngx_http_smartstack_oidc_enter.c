
/* A provider has said who it is: what that means for an account here. */


#include <ngx_http_smartstack_oidc.h>
#include <ngx_http_smartstack_signin.h>


/* Bytes of a name that a new account takes over. */
#define NGX_HTTP_SMARTSTACK_OIDC_NAME  100


static ngx_int_t ngx_http_smartstack_oidc_link_it(
    ngx_http_smartstack_ctx_t *ctx);
static ngx_int_t ngx_http_smartstack_oidc_linked(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_oidc_signed_in(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static void ngx_http_smartstack_oidc_name(ngx_http_smartstack_oidc_t *oidc,
    ngx_str_t *name);
static ngx_int_t ngx_http_smartstack_oidc_reply(
    ngx_http_smartstack_ctx_t *ctx, const char *outcome);


ngx_int_t
ngx_http_smartstack_oidc_enter(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t                    name, user, workspace;
    ngx_http_smartstack_oidc_t  *oidc = ctx->data;

    ngx_http_smartstack_arg_t  args[] = {
        { "issuer", &oidc->provider->conf->issuer },
        { "subject", &oidc->claims.subject },
        { "provider", &oidc->provider->conf->name },
        { "email", &oidc->claims.email },
        { "name", &name },
        { "new_user", &user },
        { "workspace_id", &workspace },
        { "session_id", &oidc->account.session },
        { "device", ngx_http_smartstack_maybe(&oidc->account.device) },
        { NULL, NULL }
    };

    if (oidc->linking_user.len) {
        return ngx_http_smartstack_oidc_link_it(ctx);
    }

    ngx_http_smartstack_oidc_name(oidc, &name);

    if (ngx_http_smartstack_account_id(ctx, &user) != NGX_OK
        || ngx_http_smartstack_account_id(ctx, &workspace) != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_begin_query(ctx, "auth", "oidc/sign_in", args,
                                    1, ngx_http_smartstack_oidc_signed_in);
}


/* Columns: "user" jsonb, second_factor bool, user_id uuid */

static ngx_int_t
ngx_http_smartstack_oidc_signed_in(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    PGresult                    *res;
    ngx_str_t                    data;
    ngx_uint_t                   second;
    ngx_http_smartstack_oidc_t  *oidc = ctx->data;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[1].result;

    if (PQntuples(res) != 1
        || ngx_http_smartstack_account_uuid(ctx, res, 2, &oidc->account.user)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    second = PQgetisnull(res, 0, 0);

    if (ngx_http_smartstack_signin(ctx, res, &data) != NGX_OK) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_oidc_reply(ctx, second ? "second_factor"
                                                      : "signed_in");
}


static ngx_int_t
ngx_http_smartstack_oidc_link_it(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_http_smartstack_oidc_t *oidc = ctx->data;

    ngx_http_smartstack_arg_t  args[] = {
        { "issuer", &oidc->provider->conf->issuer },
        { "subject", &oidc->claims.subject },
        { "provider", &oidc->provider->conf->name },
        { "email", &oidc->claims.email },
        { "user_id", &oidc->linking_user },
        { "session_id", &oidc->linking_session },
        { NULL, NULL }
    };

    return ngx_http_smartstack_begin_query(ctx, "auth", "oidc/link", args, 1,
                                           ngx_http_smartstack_oidc_linked);
}


static ngx_int_t
ngx_http_smartstack_oidc_linked(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    return ngx_http_smartstack_oidc_reply(ctx, "linked");
}


/* One line of whole characters; or what the address begins with. */

static void
ngx_http_smartstack_oidc_name(ngx_http_smartstack_oidc_t *oidc,
    ngx_str_t *name)
{
    u_char  *p;
    size_t   i;

    *name = oidc->claims.name;

    while (name->len && name->data[0] == ' ') {
        name->data++;
        name->len--;
    }

    if (name->len == 0) {
        *name = oidc->claims.email;
        p = ngx_strlchr(name->data, name->data + name->len, '@');
        name->len = p - name->data;
    }

    if (name->len > NGX_HTTP_SMARTSTACK_OIDC_NAME) {
        name->len = NGX_HTTP_SMARTSTACK_OIDC_NAME;

        while (name->len > 1 && (name->data[name->len] & 0xc0) == 0x80) {
            name->len--;
        }
    }

    for (i = 0; i < name->len; i++) {
        if (name->data[i] < 0x20 || name->data[i] == 0x7f) {
            name->data[i] = ' ';
        }
    }
}


static ngx_int_t
ngx_http_smartstack_oidc_reply(ngx_http_smartstack_ctx_t *ctx,
    const char *outcome)
{
    ngx_smartstack_text_t        out;
    ngx_http_smartstack_oidc_t  *oidc = ctx->data;

    ngx_smartstack_text_init(&out, ctx->request->pool, 4096);

    /* return_to was made of letters that need no quoting */

    ngx_smartstack_text_literal(&out, "{\"outcome\":\"");
    ngx_smartstack_text_add(&out, (u_char *) outcome, ngx_strlen(outcome));
    ngx_smartstack_text_literal(&out, "\",\"return_to\":\"");
    ngx_smartstack_text_str(&out, &oidc->return_to);
    ngx_smartstack_text_literal(&out, "\"}");

    if (out.failed) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_account_reply(ctx, out.data, out.len);
}
