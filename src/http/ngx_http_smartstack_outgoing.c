
/*
 * The directives about what leaves us: which servers may be called, and how
 * mails are sent.
 */


#include <ngx_http_smartstack_directive.h>
#include <ngx_smartstack_address.h>


static ngx_int_t ngx_http_smartstack_egress_host(ngx_conf_t *cf,
    ngx_smartstack_egress_t *egress, ngx_str_t *value);
static ngx_int_t ngx_http_smartstack_egress_option(ngx_conf_t *cf,
    ngx_smartstack_egress_t *egress, ngx_str_t *value);
static ngx_int_t ngx_http_smartstack_egress_file(ngx_conf_t *cf,
    ngx_str_t *name);
static ngx_int_t ngx_http_smartstack_mail_option(ngx_conf_t *cf,
    ngx_smartstack_mail_conf_t *mail, ngx_str_t *value);
static ngx_int_t ngx_http_smartstack_mail_from(
    ngx_smartstack_mail_conf_t *mail, ngx_str_t *text);
static ngx_uint_t ngx_http_smartstack_option(ngx_str_t *value,
    const char *name, ngx_str_t *text);


/* smartstack_egress HOST[:PORT] [private] [plain] [name=value ...] */

char *
ngx_http_smartstack_egress(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_smartstack_main_conf_t *smcf = conf;

    ngx_str_t                *value;
    ngx_uint_t                i;
    ngx_smartstack_egress_t  *egress;

    if (smcf->egress == NULL) {
        smcf->egress = ngx_array_create(cf->pool, 4,
                                        sizeof(ngx_smartstack_egress_t));
        if (smcf->egress == NULL) {
            return NGX_CONF_ERROR;
        }
    }

    egress = ngx_array_push(smcf->egress);
    if (egress == NULL) {
        return NGX_CONF_ERROR;
    }

    ngx_memzero(egress, sizeof(ngx_smartstack_egress_t));

    egress->connections = 4;
    egress->failures = 5;
    egress->pause = 10000;

    value = cf->args->elts;

    for (i = 2; i < cf->args->nelts; i++) {
        if (ngx_http_smartstack_egress_option(cf, egress, &value[i])
            != NGX_OK)
        {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "invalid parameter \"%V\"", &value[i]);
            return NGX_CONF_ERROR;
        }
    }

    if (ngx_http_smartstack_egress_host(cf, egress, &value[1]) != NGX_OK) {
        return NGX_CONF_ERROR;
    }

    for (i = 0; i < smcf->egress->nelts - 1; i++) {
        value = &((ngx_smartstack_egress_t *) smcf->egress->elts)[i].host;

        if (ngx_strcmp(value->data, egress->host.data) == 0
            && ((ngx_smartstack_egress_t *) smcf->egress->elts)[i].port
               == egress->port)
        {
            return "is duplicate: the destination is named already";
        }
    }

    return NGX_CONF_OK;
}


static ngx_int_t
ngx_http_smartstack_egress_host(ngx_conf_t *cf,
    ngx_smartstack_egress_t *egress, ngx_str_t *value)
{
    ngx_url_t  u;

    ngx_memzero(&u, sizeof(ngx_url_t));

    u.url = *value;
    u.default_port = 443;
    u.no_resolve = 1;

    if (ngx_parse_url(cf->pool, &u) != NGX_OK || u.uri.len
        || u.family == AF_UNIX || u.host.len == 0)
    {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "invalid destination \"%V\": write host[:port]",
                           value);
        return NGX_ERROR;
    }

    egress->port = u.port;
    egress->host.len = u.host.len;
    egress->host.data = ngx_pcalloc(cf->pool, u.host.len + 1);
    if (egress->host.data == NULL) {
        return NGX_ERROR;
    }

    ngx_strlow(egress->host.data, u.host.data, u.host.len);

    if (egress->plain
        && (u.naddrs == 0
            || !ngx_smartstack_address_loopback(u.addrs[0].sockaddr)))
    {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "\"plain\" is for addresses of this machine, "
                           "\"%V\" is none", value);
        return NGX_ERROR;
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_smartstack_egress_option(ngx_conf_t *cf,
    ngx_smartstack_egress_t *egress, ngx_str_t *value)
{
    ngx_int_t  n;
    ngx_str_t  text;

    if (ngx_strcmp(value->data, "private") == 0) {
        egress->private = 1;
        return NGX_OK;
    }

    if (ngx_strcmp(value->data, "plain") == 0) {
        egress->plain = 1;
        return NGX_OK;
    }

    if (ngx_http_smartstack_option(value, "connections=", &text)) {
        n = ngx_atoi(text.data, text.len);
        egress->connections = n;

        return (n >= 1 && n <= 32) ? NGX_OK : NGX_ERROR;
    }

    if (ngx_http_smartstack_option(value, "failures=", &text)) {
        n = ngx_atoi(text.data, text.len);
        egress->failures = n;

        return (n >= 1) ? NGX_OK : NGX_ERROR;
    }

    if (ngx_http_smartstack_option(value, "pause=", &text)) {
        n = ngx_parse_time(&text, 0);
        egress->pause = n;

        return (n >= 1) ? NGX_OK : NGX_ERROR;
    }

    if (ngx_http_smartstack_option(value, "ca=", &text)) {
        egress->ca = text;

        return ngx_http_smartstack_egress_file(cf, &egress->ca);
    }

    return NGX_ERROR;
}


static ngx_int_t
ngx_http_smartstack_egress_file(ngx_conf_t *cf, ngx_str_t *name)
{
    ngx_str_t  text;

    if (ngx_conf_full_name(cf->cycle, name, 1) != NGX_OK) {
        return NGX_ERROR;
    }

    return ngx_http_smartstack_read_file(cf, name, cf->temp_pool, &text);
}


/* smartstack_mail spool FOLDER | smtp URL  threads=... from=... ... */

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

    mail = ngx_pcalloc(cf->pool, sizeof(ngx_smartstack_mail_conf_t));
    if (mail == NULL) {
        return NGX_CONF_ERROR;
    }

    value = cf->args->elts;

    if (ngx_strcmp(value[1].data, "smtp") == 0) {
        mail->url = value[2];

    } else if (ngx_strcmp(value[1].data, "spool") == 0) {
        mail->spool = value[2];

        if (ngx_conf_full_name(cf->cycle, &mail->spool, 0) != NGX_OK) {
            return NGX_CONF_ERROR;
        }

    } else {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "invalid way to send mails \"%V\"", &value[1]);
        return NGX_CONF_ERROR;
    }

    mail->every = 1000;
    mail->timeout = 30000;

    for (i = 3; i < cf->args->nelts; i++) {
        if (ngx_http_smartstack_mail_option(cf, mail, &value[i]) != NGX_OK) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "invalid parameter \"%V\"", &value[i]);
            return NGX_CONF_ERROR;
        }
    }

    if (mail->from.len == 0) {
        return "needs from=";
    }

    if (mail->folder.len == 0) {
        return "needs templates=";
    }

    if (mail->pool.len == 0) {
        return "needs threads=";
    }

    if ((mail->user.len != 0) != (mail->password.len != 0)) {
        return "needs user= and password_file= together";
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
ngx_http_smartstack_mail_option(ngx_conf_t *cf,
    ngx_smartstack_mail_conf_t *mail, ngx_str_t *value)
{
    ngx_int_t  n;
    ngx_str_t  text;

    if (ngx_http_smartstack_option(value, "from=", &text)) {
        return ngx_http_smartstack_mail_from(mail, &text);
    }

    if (ngx_http_smartstack_option(value, "templates=", &text)) {
        mail->folder = text;
        return ngx_conf_full_name(cf->cycle, &mail->folder, 1);
    }

    if (ngx_http_smartstack_option(value, "threads=", &text)) {
        mail->pool = text;
        return ngx_thread_pool_add(cf, &text) ? NGX_OK : NGX_ERROR;
    }

    if (ngx_http_smartstack_option(value, "every=", &text)) {
        n = ngx_parse_time(&text, 0);
        mail->every = n;

        return (n >= 50) ? NGX_OK : NGX_ERROR;
    }

    if (mail->url.len == 0) {
        return NGX_ERROR;
    }

    if (ngx_http_smartstack_option(value, "timeout=", &text)) {
        n = ngx_parse_time(&text, 0);
        mail->timeout = n;

        /* less than the lease of a mail */

        return (n >= 1 && n <= 90000) ? NGX_OK : NGX_ERROR;
    }

    if (ngx_http_smartstack_option(value, "user=", &text)) {
        mail->user = text;
        return NGX_OK;
    }

    if (ngx_http_smartstack_option(value, "password_file=", &text)) {
        return ngx_http_smartstack_read_secret(cf, &text, &mail->password);
    }

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

        end[-1] = '\0';

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


/* What stands behind "name="; it ends with a NUL, as the argument does. */

static ngx_uint_t
ngx_http_smartstack_option(ngx_str_t *value, const char *name,
    ngx_str_t *text)
{
    size_t  len;

    len = ngx_strlen(name);

    if (value->len <= len || ngx_strncmp(value->data, name, len) != 0) {
        return 0;
    }

    text->data = value->data + len;
    text->len = value->len - len;

    return 1;
}
