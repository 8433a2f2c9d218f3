using System.Net;
using Microsoft.Extensions.Logging;
using Portal.Ipmi.Session;

namespace Portal.Ipmi;

/// <content>What a session logs: addresses, numbers and words of ours; never a secret, never a payload byte.</content>
public sealed partial class BmcSession
{
    private static partial class Log
    {
        [LoggerMessage(1000, LogLevel.Debug, "Session to {EndPoint} is open: cipher suite {Suite}, privilege level {Privilege}")]
        public static partial void Opened(ILogger logger, IPEndPoint endPoint, byte suite, PrivilegeLevel privilege);

        [LoggerMessage(1010, LogLevel.Warning, "Session of IPMI 1.5 to {EndPoint} is open, in the clear: authentication {Type}, privilege level {Privilege}")]
        public static partial void Opened15(ILogger logger, IPEndPoint endPoint, AuthenticationType type, PrivilegeLevel privilege);

        [LoggerMessage(1001, LogLevel.Debug, "Session to {EndPoint} is closed")]
        public static partial void Closed(ILogger logger, IPEndPoint endPoint);

        [LoggerMessage(1002, LogLevel.Debug, "Closing the session to {EndPoint} got no answer: {Why}")]
        public static partial void CloseUnanswered(ILogger logger, IPEndPoint endPoint, string why);

        [LoggerMessage(1003, LogLevel.Information, "Session to {EndPoint} is lost: {Why}")]
        public static partial void Lost(ILogger logger, IPEndPoint endPoint, string why);

        [LoggerMessage(1004, LogLevel.Debug, "Handshake with {EndPoint} was refused ({Refusal}, status {Status}); goes on with cipher suite {Suite}")]
        public static partial void HandshakeTurned(ILogger logger, IPEndPoint endPoint, HandshakeRefusal refusal, RmcpStatus status, byte suite);

        [LoggerMessage(1005, LogLevel.Debug, "Handshake with {EndPoint} stalled in {State}; begins anew")]
        public static partial void HandshakeRestarted(ILogger logger, IPEndPoint endPoint, HandshakeState state);

        [LoggerMessage(1006, LogLevel.Warning, "{EndPoint} refused to set privilege level {Privilege} ({CompletionCode}); the session goes on at level User")]
        public static partial void PrivilegeKept(ILogger logger, IPEndPoint endPoint, PrivilegeLevel privilege, CompletionCode completionCode);

        [LoggerMessage(1007, LogLevel.Debug, "A command to {EndPoint} was not answered")]
        public static partial void Unanswered(ILogger logger, IPEndPoint endPoint);

        [LoggerMessage(1008, LogLevel.Debug, "Keep-alive to {EndPoint} failed: {Why}")]
        public static partial void KeepAliveFailed(ILogger logger, IPEndPoint endPoint, string why);

        [LoggerMessage(1009, LogLevel.Error, "Receiving from {EndPoint} failed")]
        public static partial void ReceiveFailed(ILogger logger, IPEndPoint endPoint, Exception exception);
    }
}
