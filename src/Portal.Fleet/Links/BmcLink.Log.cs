using Microsoft.Extensions.Logging;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Fleet.Links;

internal sealed partial class BmcLink
{
    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Information, "The session to {Server} is up with cipher suite {CipherSuite}.")]
        public static partial void Online(ILogger logger, BmcId server, int? cipherSuite);

        [LoggerMessage(3002, LogLevel.Information, "There is no session to {Server}: {Problem}. {Detail}")]
        public static partial void Waiting(ILogger logger, BmcId server, BmcProblem problem, string? detail);

        [LoggerMessage(3003, LogLevel.Information, "The console of {Server} is {State}, problem {Problem}.")]
        public static partial void Line(ILogger logger, BmcId server, ConsoleLineState state, BmcProblem problem);

        [LoggerMessage(3004, LogLevel.Error, "The link to {Server} met something it did not expect.")]
        public static partial void Unexpected(ILogger logger, BmcId server, Exception exception);

        [LoggerMessage(3006, LogLevel.Warning, "The end of the console record of {Server} could not be read.")]
        public static partial void TailUnreadable(ILogger logger, BmcId server, Exception exception);

        [LoggerMessage(3007, LogLevel.Information, "Reading {Job} of {Server} failed again and again and rests: {Problem}. {Detail}")]
        public static partial void ReadingRests(ILogger logger, BmcId server, Polling.PollJob job, BmcProblem problem, string? detail);

        [LoggerMessage(3005, LogLevel.Warning, "That the credential of {Server} works could not be written down.")]
        public static partial void NotMarked(ILogger logger, BmcId server, Exception exception);
    }
}
