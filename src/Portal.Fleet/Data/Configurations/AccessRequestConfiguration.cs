using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Requests;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Data.Configurations;

internal sealed class AccessRequestConfiguration : IEntityTypeConfiguration<AccessRequest>
{
    public void Configure(EntityTypeBuilder<AccessRequest> builder)
    {
        builder.ToTable("AccessRequests");
        builder.HasKey(request => request.Id);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(request => request.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Server>().WithMany().HasForeignKey(request => request.ServerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CustomRole>().WithMany().HasForeignKey(request => request.CustomRoleId).OnDelete(DeleteBehavior.SetNull);
        builder.Property(request => request.UserName).HasMaxLength(256);
        builder.Property(request => request.ServerName).HasMaxLength(64);
        builder.Property(request => request.Reason).HasMaxLength(AccessDesk.MaxReason);
        builder.Property(request => request.Answer).HasMaxLength(AccessDesk.MaxReason);
        builder.Property(request => request.DecidedBy).HasMaxLength(256);
        builder.Property(request => request.State).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(request => new { request.State, request.CreatedAt });
        builder.HasIndex(request => request.UserId);
    }
}
