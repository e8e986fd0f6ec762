
#include "tap.h"
#include <ngx_smartstack_mime.h>


static ngx_smartstack_mime_t
mail(void)
{
    ngx_smartstack_mime_t  m;

    ngx_memzero(&m, sizeof(m));

    m.id = tap_str("018f-1");
    m.date = 1790000000;
    m.from = tap_str("a@example.org");
    m.to = tap_str("b@example.org");
    m.subject = tap_str("Hello");
    m.text = tap_str("text");
    m.html = tap_str("<p>");

    return m;
}


static ngx_str_t
written(ngx_smartstack_mime_t *m)
{
    ngx_str_t              got;
    ngx_smartstack_text_t  out;

    ngx_smartstack_text_init(&out, tap_pool, 65536);
    is_int(ngx_smartstack_mime_write(m, &out), NGX_OK, "is written");

    got.data = out.data;
    got.len = out.len;

    return got;
}


static void
holds(ngx_str_t *got, const char *part)
{
    u_char  *copy;

    copy = ngx_pnalloc(tap_pool, got->len + 1);
    *ngx_cpymem(copy, got->data, got->len) = '\0';

    ok(strstr((char *) copy, part) != NULL, "holds %s", part);
}


/* The body of the text is quoted-printable. */

static void
body(const char *text, const char *expected)
{
    char                    part[2048];
    ngx_str_t               got;
    ngx_smartstack_mime_t   m;

    m = mail();
    m.text = tap_exact(text, ngx_strlen(text));
    got = written(&m);

    snprintf(part, sizeof(part), "quoted-printable\r\n\r\n%s\r\n--=_018f-1",
             expected);
    holds(&got, part);
}


static void
subject(const char *text, const char *expected)
{
    char                    part[2048];
    ngx_str_t               got;
    ngx_smartstack_mime_t   m;

    m = mail();
    m.subject = tap_str(text);
    got = written(&m);

    snprintf(part, sizeof(part), "Subject: %s\r\nMessage-ID: ", expected);
    holds(&got, part);
}


static void
refuses(size_t offset, const char *value)
{
    ngx_smartstack_mime_t  m;
    ngx_smartstack_text_t  out;

    m = mail();
    *(ngx_str_t *) ((u_char *) &m + offset) = tap_exact(value,
                                                       ngx_strlen(value));

    ngx_smartstack_text_init(&out, tap_pool, 65536);
    is_int(ngx_smartstack_mime_write(&m, &out), NGX_DECLINED, value);
    is_int(out.len, 0, "... and nothing is written");
}


TAP_MAIN
{
    ngx_str_t               got;
    ngx_smartstack_mime_t   m;
    ngx_smartstack_text_t   out;

    m = mail();
    got = written(&m);
    is_str(&got,
           "Date: Mon, 21 Sep 2026 14:13:20 +0000\r\n"
           "From: <a@example.org>\r\n"
           "To: <b@example.org>\r\n"
           "Subject: Hello\r\n"
           "Message-ID: <018f-1@example.org>\r\n"
           "Auto-Submitted: auto-generated\r\n"
           "MIME-Version: 1.0\r\n"
           "Content-Type: multipart/alternative;\r\n"
           " boundary=\"=_018f-1\"\r\n"
           "\r\n"
           "--=_018f-1\r\n"
           "Content-Type: text/plain; charset=utf-8\r\n"
           "Content-Transfer-Encoding: quoted-printable\r\n"
           "\r\n"
           "text\r\n"
           "--=_018f-1\r\n"
           "Content-Type: text/html; charset=utf-8\r\n"
           "Content-Transfer-Encoding: quoted-printable\r\n"
           "\r\n"
           "<p>\r\n"
           "--=_018f-1--\r\n", "a whole mail");

    m.name = tap_str("Ann B.");
    m.reply_to = tap_str("c@example.org");
    m.unsubscribe = tap_str("https://a.example/u#x");
    got = written(&m);
    holds(&got, "From: \"Ann B.\" <a@example.org>\r\n");
    holds(&got, "Reply-To: <c@example.org>\r\n");
    holds(&got, "List-Unsubscribe: <https://a.example/u#x>\r\n");

    m.name = tap_str("Ann \"B\"");
    got = written(&m);
    holds(&got, "From: =?UTF-8?B?QW5uICJCIg==?= <a@example.org>\r\n");

    note("subjects");
    subject("a = b?", "a = b?");
    subject("a =?utf-8?Q?b?=", "=?UTF-8?B?YSA9P3V0Zi04P1E/Yj89?=");
    subject("a\r\nBcc: x@y.z", "a  Bcc: x@y.z");
    subject("Gr\xc3\xbc\xc3\x9f" "e", "=?UTF-8?B?R3LDvMOfZQ==?=");
    subject("\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc"
            "\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc"
            "\xc3\xbcx\xe4\xb8\x96",
            "=?UTF-8?B?w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvMO8w7zDvHg=?=\r\n"
            " =?UTF-8?B?5LiW?=");

    note("bodies");
    body("a=b", "a=3Db");
    body("a\nb\r\nc\n", "a\r\nb\r\nc\r\n");
    body("\xc3\xbc", "=C3=BC");
    body("a \nb\t\n c ", "a=20\r\nb=09\r\n c=20");
    body("a\001\rb", "a=01=0Db");
    body(".\n..", ".\r\n..");
    body("0123456789012345678901234567890123456789012345678901234567890123456"
         "789012345", "0123456789012345678901234567890123456789012345678901234"
         "56789012345678901234=\r\n5");
    body("01234567890123456789012345678901234567890123456789012345678901234567"
         "890123\xc3\xbc", "01234567890123456789012345678901234567890123456789"
         "012345678901234567890123=\r\n=C3=BC");

    note("what cannot stand in a header");
    refuses(offsetof(ngx_smartstack_mime_t, to), "b");
    refuses(offsetof(ngx_smartstack_mime_t, to), "");
    refuses(offsetof(ngx_smartstack_mime_t, to), "b@example.org\r\nX: y");
    refuses(offsetof(ngx_smartstack_mime_t, to), "b@example.org, c@d.e");
    refuses(offsetof(ngx_smartstack_mime_t, to), "\xc3\xbc@example.org");
    refuses(offsetof(ngx_smartstack_mime_t, from), "a b@c.d");
    refuses(offsetof(ngx_smartstack_mime_t, reply_to), "x>");
    refuses(offsetof(ngx_smartstack_mime_t, unsubscribe), "https://a/\r\nX:");
    refuses(offsetof(ngx_smartstack_mime_t, unsubscribe), "javascript:x");
    refuses(offsetof(ngx_smartstack_mime_t, id), "");
    refuses(offsetof(ngx_smartstack_mime_t, id), "a\"b");

    m = mail();
    ngx_smartstack_text_init(&out, tap_pool, 100);
    is_int(ngx_smartstack_mime_write(&m, &out), NGX_ERROR, "too long");
}
