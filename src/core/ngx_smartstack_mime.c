
#include <ngx_smartstack_mime.h>
#include <ngx_smartstack_schema_node.h>


#define NGX_SMARTSTACK_MIME_LINE     76

/* Bytes in an encoded word that fits behind "Subject: ". */
#define NGX_SMARTSTACK_MIME_WORD     36

/* A subject that nobody reads to its end is cut. */
#define NGX_SMARTSTACK_MIME_SUBJECT  200


static ngx_int_t ngx_smartstack_mime_check(ngx_smartstack_mime_t *mail);
static void ngx_smartstack_mime_headers(ngx_smartstack_mime_t *mail,
    ngx_smartstack_text_t *out);
static void ngx_smartstack_mime_date(time_t date, ngx_smartstack_text_t *out);
static void ngx_smartstack_mime_phrase(ngx_str_t *text, size_t max,
    ngx_uint_t quoted, ngx_smartstack_text_t *out);
static size_t ngx_smartstack_mime_characters(const u_char *p, size_t len,
    size_t max);
static void ngx_smartstack_mime_part(ngx_smartstack_mime_t *mail,
    const char *type, ngx_str_t *text, ngx_smartstack_text_t *out);
static void ngx_smartstack_mime_printable(ngx_str_t *text,
    ngx_smartstack_text_t *out);


ngx_int_t
ngx_smartstack_mime_write(ngx_smartstack_mime_t *mail,
    ngx_smartstack_text_t *out)
{
    if (ngx_smartstack_mime_check(mail) != NGX_OK) {
        return NGX_DECLINED;
    }

    ngx_smartstack_mime_headers(mail, out);

    ngx_smartstack_mime_part(mail, "text/plain", &mail->text, out);
    ngx_smartstack_mime_part(mail, "text/html", &mail->html, out);

    ngx_smartstack_text_literal(out, "--=_");
    ngx_smartstack_text_str(out, &mail->id);
    ngx_smartstack_text_literal(out, "--" CRLF);

    return out->failed ? NGX_ERROR : NGX_OK;
}


ngx_int_t
ngx_smartstack_mime_address(ngx_str_t *address)
{
    return ngx_smartstack_format_find("email")->check(address->data,
                                                      address->len);
}


static ngx_int_t
ngx_smartstack_mime_check(ngx_smartstack_mime_t *mail)
{
    size_t  i;

    if (ngx_smartstack_mime_address(&mail->from) != NGX_OK
        || ngx_smartstack_mime_address(&mail->to) != NGX_OK
        || (mail->reply_to.len
            && ngx_smartstack_mime_address(&mail->reply_to) != NGX_OK)
        || (mail->unsubscribe.len
            && ngx_smartstack_format_find("uri")->check(
                         mail->unsubscribe.data, mail->unsubscribe.len)
               != NGX_OK)
        || mail->id.len == 0)
    {
        return NGX_DECLINED;
    }

    for (i = 0; i < mail->id.len; i++) {
        if (!isalnum(mail->id.data[i]) && mail->id.data[i] != '-') {
            return NGX_DECLINED;
        }
    }

    return NGX_OK;
}


static void
ngx_smartstack_mime_headers(ngx_smartstack_mime_t *mail,
    ngx_smartstack_text_t *out)
{
    ngx_str_t  domain;

    domain.data = (u_char *) ngx_strlchr(mail->from.data,
                                 mail->from.data + mail->from.len, '@');
    domain.len = mail->from.data + mail->from.len - domain.data;

    ngx_smartstack_mime_date(mail->date, out);

    ngx_smartstack_text_literal(out, "From: ");

    if (mail->name.len) {
        ngx_smartstack_mime_phrase(&mail->name, mail->name.len, 1, out);
        ngx_smartstack_text_literal(out, " ");
    }

    ngx_smartstack_text_literal(out, "<");
    ngx_smartstack_text_str(out, &mail->from);
    ngx_smartstack_text_literal(out, ">" CRLF "To: <");
    ngx_smartstack_text_str(out, &mail->to);
    ngx_smartstack_text_literal(out, ">" CRLF);

    if (mail->reply_to.len) {
        ngx_smartstack_text_literal(out, "Reply-To: <");
        ngx_smartstack_text_str(out, &mail->reply_to);
        ngx_smartstack_text_literal(out, ">" CRLF);
    }

    ngx_smartstack_text_literal(out, "Subject: ");
    ngx_smartstack_mime_phrase(&mail->subject, NGX_SMARTSTACK_MIME_SUBJECT, 0,
                               out);

    ngx_smartstack_text_literal(out, CRLF "Message-ID: <");
    ngx_smartstack_text_str(out, &mail->id);
    ngx_smartstack_text_str(out, &domain);
    ngx_smartstack_text_literal(out, ">" CRLF);

    if (mail->unsubscribe.len) {
        ngx_smartstack_text_literal(out, "List-Unsubscribe: <");
        ngx_smartstack_text_str(out, &mail->unsubscribe);
        ngx_smartstack_text_literal(out, ">" CRLF);
    }

    ngx_smartstack_text_literal(out,
                        "Auto-Submitted: auto-generated" CRLF
                        "MIME-Version: 1.0" CRLF
                        "Content-Type: multipart/alternative;" CRLF
                        " boundary=\"=_");
    ngx_smartstack_text_str(out, &mail->id);
    ngx_smartstack_text_literal(out, "\"" CRLF CRLF);
}


static void
ngx_smartstack_mime_date(time_t date, ngx_smartstack_text_t *out)
{
    u_char    *last, buf[64];
    ngx_tm_t   tm;

    static const char  *days[] = {
        "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"
    };
    static const char  *months[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun",
        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    ngx_gmtime(date, &tm);

    last = ngx_snprintf(buf, sizeof(buf),
                        "Date: %s, %02d %s %4d %02d:%02d:%02d +0000" CRLF,
                        days[tm.ngx_tm_wday], tm.ngx_tm_mday,
                        months[tm.ngx_tm_mon - 1], tm.ngx_tm_year,
                        tm.ngx_tm_hour, tm.ngx_tm_min, tm.ngx_tm_sec);

    ngx_smartstack_text_add(out, buf, last - buf);
}


/*
 * Free text in a header: as it is when it is short and plain, else in encoded
 * words, one a line.  What people have typed comes here: line ends become
 * spaces, in place, and cannot begin another header.
 */

static void
ngx_smartstack_mime_phrase(ngx_str_t *text, size_t max, ngx_uint_t quoted,
    ngx_smartstack_text_t *out)
{
    u_char      buf[ngx_base64_encoded_length(NGX_SMARTSTACK_MIME_WORD)];
    size_t      i, len, left;
    u_char     *p;
    ngx_str_t   bytes, word;
    ngx_uint_t  plain;

    left = ngx_smartstack_mime_characters(text->data, text->len, max);
    p = text->data;

    plain = left < NGX_SMARTSTACK_MIME_LINE - sizeof("Subject: ");

    for (i = 0; i < left; i++) {

        if (p[i] < 0x20 || p[i] == 0x7f) {
            p[i] = ' ';
        }

        if (p[i] > 0x7e || p[i] == '"' || p[i] == '\\'
            || (p[i] == '=' && i + 1 < left && p[i + 1] == '?'))
        {
            plain = 0;
        }
    }

    if (plain) {
        ngx_smartstack_text_add(out, (u_char *) "\"", quoted);
        ngx_smartstack_text_add(out, p, left);
        ngx_smartstack_text_add(out, (u_char *) "\"", quoted);
        return;
    }

    while (left) {
        len = ngx_smartstack_mime_characters(p, left,
                                             NGX_SMARTSTACK_MIME_WORD);

        bytes.data = p;
        bytes.len = len;
        word.data = buf;
        ngx_encode_base64(&word, &bytes);

        if (p != text->data) {
            ngx_smartstack_text_literal(out, CRLF " ");
        }

        ngx_smartstack_text_literal(out, "=?UTF-8?B?");
        ngx_smartstack_text_str(out, &word);
        ngx_smartstack_text_literal(out, "?=");

        p += len;
        left -= len;
    }
}


/* How many of the first max bytes are whole characters. */

static size_t
ngx_smartstack_mime_characters(const u_char *p, size_t len, size_t max)
{
    if (len <= max) {
        return len;
    }

    while (max > 1 && (p[max] & 0xc0) == 0x80) {
        max--;
    }

    return max;
}


static void
ngx_smartstack_mime_part(ngx_smartstack_mime_t *mail, const char *type,
    ngx_str_t *text, ngx_smartstack_text_t *out)
{
    ngx_smartstack_text_literal(out, "--=_");
    ngx_smartstack_text_str(out, &mail->id);
    ngx_smartstack_text_literal(out, CRLF "Content-Type: ");
    ngx_smartstack_text_add(out, (u_char *) type, ngx_strlen(type));
    ngx_smartstack_text_literal(out, "; charset=utf-8" CRLF
                        "Content-Transfer-Encoding: quoted-printable" CRLF
                        CRLF);

    ngx_smartstack_mime_printable(text, out);
    ngx_smartstack_text_literal(out, CRLF);
}


/* Quoted-printable; a boundary begins with "=_", which never comes of it. */

static void
ngx_smartstack_mime_printable(ngx_str_t *text, ngx_smartstack_text_t *out)
{
    u_char   line[NGX_SMARTSTACK_MIME_LINE + sizeof(CRLF)], *d;
    u_char  *p, *end;
    size_t   n;

    static u_char  hex[] = "0123456789ABCDEF";

    end = text->data + text->len;
    d = line;

    for (p = text->data; p < end; p++) {

        if (*p == CR && p + 1 < end && p[1] == LF) {
            continue;
        }

        if (*p == LF) {
            *d++ = CR;
            *d++ = LF;
            ngx_smartstack_text_add(out, line, d - line);
            d = line;
            continue;
        }

        n = 1;

        if (*p < 0x20 || *p > 0x7e || *p == '=') {
            n = 3;
        }

        if (*p == '\t') {
            n = 1;
        }

        if ((*p == ' ' || *p == '\t')
            && (p + 1 == end || p[1] == LF || p[1] == CR))
        {
            n = 3;
        }

        /* room for the "=" of a soft line break */

        if (d - line + n > NGX_SMARTSTACK_MIME_LINE - 1) {
            *d++ = '=';
            *d++ = CR;
            *d++ = LF;
            ngx_smartstack_text_add(out, line, d - line);
            d = line;
        }

        if (n == 1) {
            *d++ = *p;
            continue;
        }

        *d++ = '=';
        *d++ = hex[*p >> 4];
        *d++ = hex[*p & 0xf];
    }

    ngx_smartstack_text_add(out, line, d - line);
}
