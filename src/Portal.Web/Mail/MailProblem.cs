using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Portal.Web.Mail;

/// <summary>Why a mail could not be sent, as a word: what servers say may repeat the mail.</summary>
internal static class MailProblem
{
    /// <summary>Each has a text <c>mail.problem.…</c>.</summary>
    public static readonly string[] Words = ["unreachable", "certificate", "unprotected", "login", "refused", "folder", "failed"];

    public static string WordOf(Exception exception) => exception switch
    {
        SslHandshakeException or System.Security.Authentication.AuthenticationException => "certificate",
        // STARTTLS was asked for, and the server has none.
        NotSupportedException => "unprotected",
        AuthenticationException or ServiceNotAuthenticatedException => "login",
        SmtpCommandException => "refused",
        SocketException or OperationCanceledException or TimeoutException or ServiceNotConnectedException or ProtocolException => "unreachable",
        UnauthorizedAccessException or DirectoryNotFoundException or FileNotFoundException => "folder",
        IOException { InnerException: SocketException } => "unreachable",
        IOException => "folder",
        _ => "failed",
    };

    /// <summary>The server as such does not take mails now: the others need not be tried.</summary>
    public static bool IsOfServer(string word) => word is not "refused";
}
