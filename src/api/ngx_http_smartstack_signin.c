
/*
 * The end of every sign-in.  The first of two steps is kept by the browser in
 * __Host-ss_2f, sealed: who, since when, and whether to remember.
 */


#include <ngx_http_smartstack_signin.h>
#include <ngx_http_smartstack_session.h>
#include <ngx_smartstack_seal.h>
#include <ngx_smartstack_uuid.h>


#define NGX_HTTP_SMARTSTACK_STEP_LIFE  300      /* s */
#define NGX_HTTP_SMARTSTACK_STEP_TIME  10       /* digits */
#define NGX_HTTP_SMARTSTACK_STEP_LEN                                          \
    (NGX_SMARTSTACK_UUID_LEN + NGX_HTTP_SMARTSTACK_STEP_TIME + 1)


static ngx_int_t ngx_http_smartstack_signin_begin_step(
    ngx_http_smartstack_ctx_t *ctx);


static ngx_str_t  ngx_http_smartstack_step = ngx_string("__Host-ss_2f");
static ngx_str_t  ngx_http_smartstack_step_purpose =
    ngx_string("second factor");


ngx_int_t
ngx_http_smartstack_signin(ngx_http_smartstack_ctx_t *ctx, PGresult *res,
    ngx_str_t *data)
{
    ngx_http_smartstack_account_t  *account = ctx->data;

    if (PQntuples(res) != 1) {
        return NGX_ERROR;
    }

    if (PQgetisnull(res, 0, 0)) {
        ngx_str_set(data, "{\"second_factor_required\":true}");
        return ngx_http_smartstack_signin_begin_step(ctx);
    }

    ngx_memcpy(ctx->claims.user, account->user.data,
               NGX_SMARTSTACK_UUID_LEN);
    ngx_memcpy(ctx->claims.session, account->session.data,
               NGX_SMARTSTACK_UUID_LEN);
    ctx->claims.generation = 1;

    ngx_smartstack_count(NGX_SMARTSTACK_C_LOGINS);

    /* binary jsonb: a version byte, then the text */

    data->data = (u_char *) PQgetvalue(res, 0, 0) + 1;
    data->len = PQgetlength(res, 0, 0) - 1;

    return ngx_http_smartstack_session_open(ctx, account->remember);
}


ngx_int_t
ngx_http_smartstack_signin_reply(ngx_http_smartstack_ctx_t *ctx,
    PGresult *res)
{
    ngx_str_t  data;

    if (ngx_http_smartstack_signin(ctx, res, &data) != NGX_OK) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_account_reply(ctx, data.data, data.len);
}


static ngx_int_t
ngx_http_smartstack_signin_begin_step(ngx_http_smartstack_ctx_t *ctx)
{
    u_char                         *p, text[NGX_HTTP_SMARTSTACK_STEP_LEN];
    ngx_str_t                       plain, sealed;
    ngx_http_smartstack_account_t  *account = ctx->data;

    p = ngx_cpymem(text, account->user.data, NGX_SMARTSTACK_UUID_LEN);
    p = ngx_sprintf(p, "%010T", ngx_time());
    *p++ = account->remember ? 't' : 'f';

    plain.data = text;
    plain.len = p - text;

    if (ngx_smartstack_seal(ctx->request->pool, ctx->conf->keyring,
                            &ngx_http_smartstack_step_purpose, &plain,
                            &sealed)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_session_cookie(ctx->request,
                                              &ngx_http_smartstack_step,
                                              &sealed,
                                              NGX_HTTP_SMARTSTACK_STEP_LIFE);
}


ngx_int_t
ngx_http_smartstack_signin_step(ngx_http_smartstack_ctx_t *ctx,
    time_t *since)
{
    ngx_int_t                       rc;
    ngx_str_t                       value, plain;
    ngx_uint_t                      stale;
    ngx_http_smartstack_account_t  *account = ctx->data;

    if (ngx_http_smartstack_cookie(ctx->request, &ngx_http_smartstack_step,
                                   &value)
        != NGX_OK)
    {
        return NGX_DECLINED;
    }

    rc = ngx_smartstack_unseal(ctx->request->pool, ctx->conf->keyring,
                               &ngx_http_smartstack_step_purpose, &value,
                               &plain, &stale);
    if (rc != NGX_OK) {
        return rc;
    }

    *since = ngx_atotm(plain.data + NGX_SMARTSTACK_UUID_LEN,
                       NGX_HTTP_SMARTSTACK_STEP_TIME);

    if (plain.len != NGX_HTTP_SMARTSTACK_STEP_LEN
        || *since == NGX_ERROR
        || *since + NGX_HTTP_SMARTSTACK_STEP_LIFE <= ngx_time())
    {
        return NGX_DECLINED;
    }

    account->user.data = plain.data;
    account->user.len = NGX_SMARTSTACK_UUID_LEN;
    account->remember_text.data = plain.data + plain.len - 1;
    account->remember = (*account->remember_text.data == 't');

    return NGX_OK;
}


ngx_int_t
ngx_http_smartstack_signin_forget(ngx_http_smartstack_ctx_t *ctx)
{
    ngx_str_t  empty = ngx_null_string;

    return ngx_http_smartstack_session_cookie(ctx->request,
                                              &ngx_http_smartstack_step,
                                              &empty, 0);
}


ngx_int_t
ngx_http_smartstack_signin_refuse(ngx_http_smartstack_ctx_t *ctx,
    const char *step, ngx_http_smartstack_batch_pt next)
{
    ngx_str_t                       text;
    ngx_http_smartstack_account_t  *account = ctx->data;

    ngx_http_smartstack_arg_t  args[] = {
        { "user_id", ngx_http_smartstack_maybe(&account->user) },
        { "step", &text },
        { "registration",
          ngx_http_smartstack_maybe(&account->registration) },
        { NULL, NULL }
    };

    text.data = (u_char *) step;
    text.len = ngx_strlen(step);

    ngx_smartstack_count(NGX_SMARTSTACK_C_LOGIN_FAILURES);

    return ngx_http_smartstack_begin_query(ctx, "auth", "auth/refuse_login",
                                           args, 1, next);
}
