
/*
 * What works without a request: jobs and the sender of mails.  One worker of
 * an instance has them, and they have the pool "worker".
 */


#include <ngx_http_smartstack_directive.h>


static ngx_int_t ngx_http_smartstack_mail_value(ngx_conf_t *cf,
    ngx_smartstack_mail_conf_t *mail, ngx_str_t *value);
static ngx_int_t ngx_http_smartstack_mail_from(
    ngx_smartstack_mail_conf_t *mail, ngx_str_t *text);
static ngx_int_t ngx_http_smartstack_worker_pool(
    ngx_http_smartstack_main_conf_t *smcf);


/* smartstack_mail spool FOLDER from=... templates=... */

char *
ngx_http_smartstack_mail(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    ngx_str_t                   *value, error;
    ngx_uint_t                   i;
    ngx_smartstack_mail_conf_t  *mail;

    if (smcf->mail != NULL) {
        return "is duplicate";
    }

    value = cf->args->elts;

    if (ngx_strcmp(value[1].data, "spool") != 0) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "invalid way to send mails \"%V\"", &value[1]);
        return NGX_CONF_ERROR;
    }

    mail = ngx_pcalloc(cf->pool, sizeof(ngx_smartstack_mail_conf_t));
    if (mail == NULL
        || ngx_conf_full_name(cf->cycle, &value[2], 0) != NGX_OK)
    {
        return NGX_CONF_ERROR;
    }

    mail->spool = value[2];
    mail->every = 1000;

    for (i = 3; i < cf->args->nelts; i++) {
        if (ngx_http_smartstack_mail_value(cf, mail, &value[i]) != NGX_OK) {
            return NGX_CONF_ERROR;
        }
    }

    if (mail->from.len == 0) {
        return "needs from=";
    }

    if (mail->folder.len == 0) {
        return "needs templates=";
    }

    mail->letters = ngx_smartstack_letters_read(cf->pool, &mail->folder,
                                                &error);
    if (mail->letters == NULL) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "mail template %V", &error);
        return NGX_CONF_ERROR;
    }

    smcf->mail = mail;

    return NGX_CONF_OK;
}


static ngx_int_t
ngx_http_smartstack_mail_value(ngx_conf_t *cf,
    ngx_smartstack_mail_conf_t *mail, ngx_str_t *value)
{
    ngx_int_t  every;
    ngx_str_t  text;

    if (ngx_strncmp(value->data, "from=", 5) == 0) {
        text.data = value->data + 5;
        text.len = value->len - 5;

        if (ngx_http_smartstack_mail_from(mail, &text) != NGX_OK) {
            goto invalid;
        }

        return NGX_OK;
    }

    if (ngx_strncmp(value->data, "templates=", 10) == 0) {
        mail->folder.data = value->data + 10;
        mail->folder.len = value->len - 10;

        return ngx_conf_full_name(cf->cycle, &mail->folder, 1);
    }

    if (ngx_strncmp(value->data, "every=", 6) == 0) {
        text.data = value->data + 6;
        text.len = value->len - 6;

        every = ngx_parse_time(&text, 0);

        if (every < 50) {
            goto invalid;
        }

        mail->every = every;

        return NGX_OK;
    }

invalid:

    ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "invalid parameter \"%V\"",
                       value);

    return NGX_ERROR;
}


/* "Name <address>" or the address alone */

static ngx_int_t
ngx_http_smartstack_mail_from(ngx_smartstack_mail_conf_t *mail,
    ngx_str_t *text)
{
    u_char  *p, *end;

    end = text->data + text->len;
    p = ngx_strlchr(text->data, end, '<');

    mail->from = *text;

    if (p != NULL) {

        if (end[-1] != '>') {
            return NGX_ERROR;
        }

        mail->from.data = p + 1;
        mail->from.len = end - 1 - mail->from.data;

        while (p > text->data && p[-1] == ' ') {
            p--;
        }

        mail->name.data = text->data;
        mail->name.len = p - text->data;
    }

    return ngx_smartstack_mime_address(&mail->from) == NGX_OK
           ? NGX_OK : NGX_ERROR;
}


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
        smcf->mail->threads = smcf->hash.threads;

        smcf->sender = ngx_smartstack_sender_start(cycle, smcf->mail,
                                                   smcf->contract, pg);
        if (smcf->sender == NULL) {
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


void
ngx_http_smartstack_background_stop(ngx_http_smartstack_main_conf_t *smcf)
{
    if (smcf->runner != NULL) {
        ngx_smartstack_jobs_stop(smcf->runner);
    }

    if (smcf->sender != NULL) {
        ngx_smartstack_sender_stop(smcf->sender);
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
