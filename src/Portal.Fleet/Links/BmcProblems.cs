using System.Net;
using Portal.Ipmi;

namespace Portal.Fleet.Links;

/// <summary>From the engine's failures to the fleet's problems.</summary>
internal static class BmcProblems
{
    /// <param name="failure">What the engine says.</param>
    /// <param name="credentialWorkedBefore">Whether this very credential ever opened a session here.</param>
    public static BmcProblem Of(IpmiFailure failure, bool credentialWorkedBefore) => failure switch
    {
        IpmiFailure.NoAnswer => BmcProblem.NoAnswer,
        IpmiFailure.Unreachable => BmcProblem.Unreachable,
        IpmiFailure.CipherSuiteRefused => BmcProblem.CipherSuiteRefused,
        IpmiFailure.NoSessionSlots => BmcProblem.NoSessionSlots,
        IpmiFailure.UserUnknown => BmcProblem.UserUnknown,
        IpmiFailure.PrivilegeRefused => BmcProblem.PrivilegeRefused,
        IpmiFailure.Rakp2Mismatch => credentialWorkedBefore ? BmcProblem.IdentityNotProven : BmcProblem.PasswordRejected,
        IpmiFailure.Rakp4Mismatch or IpmiFailure.HandshakeRefused => BmcProblem.HandshakeRefused,
        IpmiFailure.SessionLost => BmcProblem.SessionLost,
        IpmiFailure.CommandTimeout => BmcProblem.CommandTimeout,
        IpmiFailure.CommandRefused or IpmiFailure.NotKept => BmcProblem.CommandRefused,
        IpmiFailure.Malformed => BmcProblem.Malformed,
        IpmiFailure.SolAlreadyActive => BmcProblem.SolHeldByOther,
        IpmiFailure.SolDisabled => BmcProblem.SolDisabled,
        IpmiFailure.SolRefused => BmcProblem.SolRefused,
        _ => BmcProblem.HandshakeRefused,
    };

    /// <summary>The engine's words without the BMC's address: people who may not administer a server must not learn it.</summary>
    public static string Scrub(string message, IPEndPoint endPoint) => message
        .Replace(endPoint.ToString(), "the BMC", StringComparison.OrdinalIgnoreCase)
        .Replace(endPoint.Address.ToString(), "the BMC", StringComparison.OrdinalIgnoreCase);
}
