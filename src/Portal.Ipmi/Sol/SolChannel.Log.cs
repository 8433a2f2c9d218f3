using Microsoft.Extensions.Logging;

namespace Portal.Ipmi.Sol;

/// <summary>What a SOL channel logs, ids 2000 to 2099.</summary>
public sealed partial class SolChannel
{
    private static partial class Log
    {
        [LoggerMessage(2000, LogLevel.Information, "SOL activated: {MaxCharacters} characters per packet (the BMC claims payloads of {Inbound} in, {Outbound} out)")]
        public static partial void Activated(ILogger logger, int maxCharacters, int inbound, int outbound);

        [LoggerMessage(2001, LogLevel.Information, "SOL was deactivated by the BMC")]
        public static partial void DeactivatedByBmc(ILogger logger);

        [LoggerMessage(2002, LogLevel.Warning, "SOL was lost ({Failure}): {Message}")]
        public static partial void Lost(ILogger logger, IpmiFailure failure, string message);

        [LoggerMessage(2003, LogLevel.Warning, "A SOL packet of the BMC never came: output is missing")]
        public static partial void Gap(ILogger logger);

        [LoggerMessage(2004, LogLevel.Warning, "The BMC lost characters of the host before it could send them")]
        public static partial void CharactersLost(ILogger logger);

        [LoggerMessage(2005, LogLevel.Debug, "SOL could not be deactivated: {Message}")]
        public static partial void DeactivationFailed(ILogger logger, string message);
    }
}
