using Microsoft.Extensions.Logging;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Credentials;
using Portal.Fleet.Polling;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Fleet.Links;

/// <summary>What every link works with.</summary>
internal sealed record LinkDesk(
    BmcDialer Dialer, StatusBoard Board, CredentialMarks Marks, SessionNotes Sessions, LineLedger Lines, PowerLedger Power, IConsoleStore Consoles, RecordOptions Record,
    CredentialVault Vault, PendingPasswords Pending, ReadingsDesk Readings, FleetOptions Options, TimeProvider Time, ILogger<BmcLink> Logger);
