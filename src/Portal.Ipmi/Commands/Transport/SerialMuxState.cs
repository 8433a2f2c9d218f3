namespace Portal.Ipmi.Commands.Transport;

/// <summary>Answer to Set Serial/Modem Mux, IPMI 2.0 §25.3.</summary>
/// <param name="SystemBlocked">Requests to switch to the host are blocked.</param>
/// <param name="BmcBlocked">Requests to switch to the BMC are blocked.</param>
/// <param name="AlertInProgress">An alert is in progress on the channel.</param>
/// <param name="MessagingActive">IPMI or OEM messaging is active on the channel.</param>
/// <param name="Accepted">The request was accepted, or the switch forced.</param>
/// <param name="OnBmc">The serial port is with the BMC; otherwise with the host.</param>
public readonly record struct SerialMuxState(bool SystemBlocked, bool BmcBlocked, bool AlertInProgress, bool MessagingActive, bool Accepted, bool OnBmc);
