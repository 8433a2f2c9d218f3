using Portal.Ipmi.Commands;

namespace Portal.Ipmi.Oem.Intel;

/// <summary>
/// A command of Intel's Node Manager, network function 2Eh with Intel's number. The Management Engine takes it: at address 2Ch on channel 6
/// behind the BMC, so it goes through a bridge; a few BMCs pass it on by themselves.
/// </summary>
/// <typeparam name="TResponse">What the command answers.</typeparam>
public abstract record IntelRequest<TResponse> : OemRequest<TResponse>
{
    /// <inheritdoc />
    public sealed override int ManufacturerId => ManufacturerIds.Intel;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;
}
