
/* The second step of a sign-in; the first one is in the browser's cookie. */


#include <ngx_http_smartstack_api.h>
#include <ngx_http_smartstack_factor.h>


static ngx_int_t ngx_http_smartstack_factor_found(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_factor_use(
    ngx_http_smartstack_ctx_t *ctx, ngx_str_t *step, ngx_str_t *recovery);
static ngx_int_t ngx_http_smartstack_factor_used(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_factor_refused(
    ngx_http_smartstack_ctx_t *ctx, ngx_smartstack_pg_batch_t *batch);
static ngx_int_t ngx_http_smartstack_factor_expired(
    ngx_http_smartstack_ctx_t *ctx);


ngx_str_t  ngx_http_smartstack_auth_second_factor_sql[] = {
    ngx_string("auth/find_second_factor"),
    ngx_string("auth/second_sign_in"),
    ngx_string("auth/refuse_login"),
    ngx_null_string
};


ngx_int_t
ngx_http_smartstack_auth_second_factor(ngx_http_smartstack_ctx_t *ctx)
{
    u_char                          buf[NGX_TIME_T_LEN];
    time_t                          since;
    ngx_int_t                       rc;
    ngx_str_t                       text;
    ngx_http_smartstack_arg_t       args[] = { { "user_id", NULL },
                                               { "since", &text },
                                               { "subject", NULL },
                                               { NULL, NULL } };
    ngx_http_smartstack_account_t  *account;

    account = ngx_http_smartstack_account(ctx);
    if (account == NULL) {
        return NGX_ERROR;
    }

    rc = ngx_http_smartstack_signin_step(ctx, &since);

    if (rc == NGX_DECLINED) {
        return ngx_http_smartstack_factor_expired(ctx);
    }

    if (rc != NGX_OK || ngx_http_smartstack_factor_subject(ctx) != NGX_OK) {
        return NGX_ERROR;
    }

    text.data = buf;
    text.len = ngx_sprintf(buf, "%T", since) - buf;
    args[0].value = &account->user;
    args[2].value = &account->subject;

    return ngx_http_smartstack_begin_query(ctx, "auth",
                                           "auth/find_second_factor", args, 1,
                                           ngx_http_smartstack_factor_found);
}


/* Columns: secret text, last_step int8, retry_after int4 */

static ngx_int_t
ngx_http_smartstack_factor_found(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    u_char      *p, buf[NGX_INT64_LEN];
    uint64_t     last, step;
    PGresult    *res;
    ngx_int_t    i, rc;
    ngx_str_t    text, recovery;
    ngx_uint_t   wait;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[1].result;

    if (PQntuples(res) != 1) {
        return ngx_http_smartstack_factor_expired(ctx);
    }

    wait = ngx_http_smartstack_account_int(res, 2);

    if (wait) {
        return ngx_http_smartstack_account_throttled(ctx, wait);
    }

    ngx_http_smartstack_account_member(ctx, "recovery_code", &recovery);

    if (recovery.len) {
        return ngx_http_smartstack_factor_use(ctx, NULL, &recovery);
    }

    p = (u_char *) PQgetvalue(res, 0, 1);

    for (last = 0, i = 0; i < 8; i++) {
        last = last << 8 | p[i];
    }

    rc = ngx_http_smartstack_factor_check(ctx, res, last, &step);

    if (rc == NGX_DECLINED) {
        return ngx_http_smartstack_signin_refuse(ctx, "second_factor",
                                          ngx_http_smartstack_factor_refused);
    }

    if (rc != NGX_OK) {
        return NGX_ERROR;
    }

    text.data = buf;
    text.len = ngx_sprintf(buf, "%uL", step) - buf;

    return ngx_http_smartstack_factor_use(ctx, &text, NULL);
}


static ngx_int_t
ngx_http_smartstack_factor_use(ngx_http_smartstack_ctx_t *ctx,
    ngx_str_t *step, ngx_str_t *recovery)
{
    ngx_http_smartstack_account_t  *account = ctx->data;

    ngx_http_smartstack_arg_t  args[] = {
        { "user_id", &account->user },
        { "session_id", &account->session },
        { "remember", &account->remember_text },
        { "device", ngx_http_smartstack_maybe(&account->device) },
        { "subject", &account->subject },
        { "step", step },
        { "recovery_code", recovery },
        { "resealed", ngx_http_smartstack_maybe(&account->totp) },
        { NULL, NULL }
    };

    return ngx_http_smartstack_begin_query(ctx, "auth", "auth/second_sign_in",
                                           args, 1,
                                           ngx_http_smartstack_factor_used);
}


/* No row: the code was used before, or is not one of the recovery codes. */

static ngx_int_t
ngx_http_smartstack_factor_used(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    PGresult  *res;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    res = batch->queries[1].result;

    if (PQntuples(res) != 1) {
        return ngx_http_smartstack_signin_refuse(ctx, "second_factor",
                                          ngx_http_smartstack_factor_refused);
    }

    if (ngx_http_smartstack_signin_forget(ctx) != NGX_OK) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_signin_reply(ctx, res);
}


static ngx_int_t
ngx_http_smartstack_factor_refused(ngx_http_smartstack_ctx_t *ctx,
    ngx_smartstack_pg_batch_t *batch)
{
    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        return ngx_http_smartstack_batch_problem(ctx, batch);
    }

    return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                                       "invalid_code",
                                       "This code is not right now.");
}


static ngx_int_t
ngx_http_smartstack_factor_expired(ngx_http_smartstack_ctx_t *ctx)
{
    return ngx_http_smartstack_problem(ctx, NGX_HTTP_UNAUTHORIZED,
                     "sign_in_expired",
                     "The first step was too long ago; begin again.");
}
