namespace Portal.Ipmi.Oem;

/// <summary>
/// A command of a manufacturer in one of the network functions 30h to 3Eh, which IPMI leaves to the controller (IPMI 2.0 §5.1): nothing in
/// the message says whose it is. Sent only to BMCs that said who made them.
/// </summary>
/// <typeparam name="TResponse">What the command answers.</typeparam>
public abstract record VendorRequest<TResponse> : IpmiRequest<TResponse>
{
    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    private protected static CommandCode Vendor(byte netFn, byte command) => new((NetFn)netFn, command);
}
