
/*
 * What works without a request: calls to other servers in every worker, jobs
 * and the sender of mails in one of an instance, on the pool "worker".
 */


#include <ngx_http_smartstack.h>


static ngx_int_t ngx_http_smartstack_providers_start(ngx_cycle_t *cycle,
    ngx_http_smartstack_main_conf_t *smcf);
static ngx_int_t ngx_http_smartstack_worker_pool(
    ngx_http_smartstack_main_conf_t *smcf);


ngx_int_t
ngx_http_smartstack_background_check(ngx_conf_t *cf,
    ngx_http_smartstack_main_conf_t *smcf)
{
    ngx_str_t  *origin;

    ngx_conf_init_value(smcf->jobs, 0);

    if ((smcf->jobs || smcf->mail)
        && ngx_http_smartstack_worker_pool(smcf) == NGX_ERROR)
    {
        ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                      "\"%s\" needs \"smartstack_postgres worker\"",
                      smcf->jobs ? "smartstack_jobs" : "smartstack_mail");
        return NGX_ERROR;
    }

    if (smcf->mail == NULL) {
        return NGX_OK;
    }

    if (smcf->mail->url.len
        && ngx_smartstack_fetch_egress(smcf->egress,
                                       (char *) smcf->mail->url.data)
           == NULL)
    {
        ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                      "\"smartstack_mail\": \"%V\" is no destination of "
                      "\"smartstack_egress\"", &smcf->mail->url);
        return NGX_ERROR;
    }

    if (smcf->origins == NULL) {
        ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                      "\"smartstack_mail\" needs \"smartstack_origin\": links "
                      "in mails lead there");
        return NGX_ERROR;
    }

    origin = smcf->origins->elts;
    smcf->mail->origin = origin[0];

    return NGX_OK;
}


ngx_int_t
ngx_http_smartstack_background_start(ngx_cycle_t *cycle,
    ngx_http_smartstack_main_conf_t *smcf)
{
    ngx_int_t                    i;
    ngx_smartstack_pg_t         *pg;
    ngx_smartstack_statement_t  *begin;

    if (smcf->egress) {
        smcf->fetch = ngx_smartstack_fetch_init(cycle, smcf->egress,
                                                smcf->resolver,
                                                smcf->resolver_timeout);
        if (smcf->fetch == NULL
            || ngx_http_smartstack_providers_start(cycle, smcf) != NGX_OK)
        {
            return NGX_ERROR;
        }
    }

    i = ngx_http_smartstack_worker_pool(smcf);

    if (i == NGX_ERROR
        || (ngx_process == NGX_PROCESS_WORKER && ngx_worker != 0))
    {
        return NGX_OK;
    }

    pg = smcf->pg[i];

    if (smcf->jobs) {
        begin = ngx_smartstack_contract_statement(smcf->contract,
                                                  "request/begin_job");

        smcf->runner = ngx_smartstack_jobs_start(cycle, smcf->contract, begin,
                                                 pg);
        if (smcf->runner == NULL) {
            return NGX_ERROR;
        }
    }

    if (smcf->mail) {
        smcf->mail->threads = ngx_thread_pool_get(cycle, &smcf->mail->pool);
        smcf->mail->fetch = smcf->fetch;

        smcf->sender = ngx_smartstack_sender_start(cycle, smcf->mail,
                                                   smcf->contract, pg);
        if (smcf->sender == NULL) {
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_smartstack_providers_start(ngx_cycle_t *cycle,
    ngx_http_smartstack_main_conf_t *smcf)
{
    ngx_uint_t                       i;
    ngx_smartstack_provider_conf_t  *conf;

    if (smcf->providers == NULL) {
        return NGX_OK;
    }

    conf = smcf->providers->elts;

    smcf->provider = ngx_palloc(cycle->pool, smcf->providers->nelts
                                          * sizeof(ngx_smartstack_provider_t));
    if (smcf->provider == NULL) {
        return NGX_ERROR;
    }

    for (i = 0; i < smcf->providers->nelts; i++) {
        ngx_smartstack_provider_init(&smcf->provider[i], &conf[i],
                                     smcf->fetch, cycle->log);
    }

    return NGX_OK;
}


void
ngx_http_smartstack_background_stop(ngx_http_smartstack_main_conf_t *smcf)
{
    ngx_uint_t  i;

    if (smcf->runner != NULL) {
        ngx_smartstack_jobs_stop(smcf->runner);
    }

    if (smcf->sender != NULL) {
        ngx_smartstack_sender_stop(smcf->sender);
    }

    for (i = 0; smcf->provider && i < smcf->providers->nelts; i++) {
        ngx_smartstack_provider_exit(&smcf->provider[i]);
    }

    if (smcf->fetch != NULL) {
        ngx_smartstack_fetch_exit(smcf->fetch);
    }
}


static ngx_int_t
ngx_http_smartstack_worker_pool(ngx_http_smartstack_main_conf_t *smcf)
{
    ngx_uint_t                 i;
    ngx_smartstack_pg_conf_t  *pool;

    pool = smcf->pools.elts;

    for (i = 0; i < smcf->pools.nelts; i++) {
        if (ngx_strcmp(pool[i].name.data, "worker") == 0) {
            return i;
        }
    }

    return NGX_ERROR;
}
