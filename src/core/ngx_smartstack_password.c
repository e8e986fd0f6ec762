
/*
 * What is guessed first: known passwords, a known word with a tail of digits
 * and marks, one thing over and over, and letters or digits in a row.
 */


#include <ngx_smartstack_password.h>
#include <ngx_smartstack_password_list.h>
#include <ngx_smartstack_password_words.h>


#define NGX_SMARTSTACK_PASSWORD_TAIL    6
#define NGX_SMARTSTACK_PASSWORD_WORD    24
#define NGX_SMARTSTACK_PASSWORD_REPEAT  16


static ngx_uint_t ngx_smartstack_password_is(ngx_str_t *password,
    const u_char *text, size_t len);
static ngx_uint_t ngx_smartstack_password_known(ngx_str_t *password);
static ngx_uint_t ngx_smartstack_password_repeats(ngx_str_t *password);
static ngx_uint_t ngx_smartstack_password_runs(ngx_str_t *password);
static ngx_uint_t ngx_smartstack_password_word(ngx_str_t *password);
static ngx_uint_t ngx_smartstack_password_find(const u_char *text,
    const char *const *list, size_t n);
static ngx_uint_t ngx_smartstack_password_mark(u_char c);
static u_char ngx_smartstack_password_letter(u_char c);


ngx_uint_t
ngx_smartstack_password_common(ngx_str_t *password, ngx_str_t *email)
{
    u_char  *at;

    static const char  product[] = "smartstack";

    if (ngx_smartstack_password_is(password, email->data, email->len)) {
        return 1;
    }

    at = ngx_strlchr(email->data, email->data + email->len, '@');

    if (at != NULL
        && ngx_smartstack_password_is(password, email->data,
                                      at - email->data))
    {
        return 1;
    }

    if (password->len <= sizeof(product) - 1 + 4
        && ngx_strncasecmp(password->data, (u_char *) product,
                           ngx_min(password->len, sizeof(product) - 1))
           == 0)
    {
        return 1;
    }

    return ngx_smartstack_password_known(password)
           || ngx_smartstack_password_repeats(password)
           || ngx_smartstack_password_runs(password)
           || ngx_smartstack_password_word(password);
}


static ngx_uint_t
ngx_smartstack_password_is(ngx_str_t *password, const u_char *text,
    size_t len)
{
    return password->len == len
           && ngx_strncasecmp(password->data, (u_char *) text, len) == 0;
}


/* One of the list, in whatever case. */

static ngx_uint_t
ngx_smartstack_password_known(ngx_str_t *password)
{
    u_char  text[NGX_SMARTSTACK_PASSWORD_WORD + 1];

    if (password->len > NGX_SMARTSTACK_PASSWORD_WORD) {
        return 0;
    }

    ngx_strlow(text, password->data, password->len);
    text[password->len] = '\0';

    return ngx_smartstack_password_find(text, ngx_smartstack_password_list,
                 sizeof(ngx_smartstack_password_list) / sizeof(char *));
}


/* aaaaaaaa, abababab, 12341234 */

static ngx_uint_t
ngx_smartstack_password_repeats(ngx_str_t *password)
{
    size_t  i, period;

    if (password->len > NGX_SMARTSTACK_PASSWORD_REPEAT) {
        return 0;
    }

    for (period = 1; period <= 4; period++) {

        for (i = period; i < password->len; i++) {
            if (password->data[i] != password->data[i - period]) {
                break;
            }
        }

        if (i >= password->len) {
            return 1;
        }
    }

    return 0;
}


/* 23456789, hgfedcba */

static ngx_uint_t
ngx_smartstack_password_runs(ngx_str_t *password)
{
    int     step;
    size_t  i;

    if (password->len < 2) {
        return 1;
    }

    step = password->data[1] - password->data[0];

    if (step != 1 && step != -1) {
        return 0;
    }

    for (i = 2; i < password->len; i++) {
        if (password->data[i] - password->data[i - 1] != step) {
            return 0;
        }
    }

    return 1;
}


/* A word of the list, with figures for letters or not, and a tail or not. */

static ngx_uint_t
ngx_smartstack_password_word(ngx_str_t *password)
{
    u_char  word[NGX_SMARTSTACK_PASSWORD_WORD + 1];
    size_t  i, len;

    len = password->len;

    for (i = 0; i < NGX_SMARTSTACK_PASSWORD_TAIL && len; i++) {

        if (!ngx_smartstack_password_mark(password->data[len - 1])) {
            break;
        }

        len--;
    }

    if (len == 0 || len > NGX_SMARTSTACK_PASSWORD_WORD) {
        return 0;
    }

    for (i = 0; i < len; i++) {
        word[i] = ngx_smartstack_password_letter(password->data[i]);
    }

    word[len] = '\0';

    return ngx_smartstack_password_find(word, ngx_smartstack_password_words,
                 sizeof(ngx_smartstack_password_words) / sizeof(char *));
}


static ngx_uint_t
ngx_smartstack_password_find(const u_char *text, const char *const *list,
    size_t n)
{
    int     rc;
    size_t  low, high, middle;

    low = 0;
    high = n;

    while (low < high) {
        middle = (low + high) / 2;
        rc = ngx_strcmp(text, list[middle]);

        if (rc == 0) {
            return 1;
        }

        if (rc < 0) {
            high = middle;

        } else {
            low = middle + 1;
        }
    }

    return 0;
}


static ngx_uint_t
ngx_smartstack_password_mark(u_char c)
{
    return (c >= '0' && c <= '9') || ngx_strchr("!?.,*#@$_-+", c) != NULL;
}


static u_char
ngx_smartstack_password_letter(u_char c)
{
    switch (c) {

    case '4':
    case '@':
        return 'a';

    case '3':
        return 'e';

    case '1':
    case '!':
        return 'i';

    case '0':
        return 'o';

    case '5':
    case '$':
        return 's';

    case '7':
        return 't';

    default:
        return ngx_tolower(c);
    }
}
