package io.grammage.footprint.infrastructure;

/** Services that run on Instances and pass their footprint on to whom they serve. */
public final class ManagedService {
    private ManagedService() {}

    /**
     * A load balancer: its part of the Instances underneath, and of the control plane of all load balancers (Scaleway,
     * Load Balancer environmental footprint).
     *
     * @param ratio the part of the Instances that is this load balancer's, in all steps
     */
    public static Resource loadBalancer(Resource instances, Ratio ratio, Resource controlPlane) {
        return instances.times(ratio).and(controlPlane);
    }

    /**
     * A Kubernetes control plane of one's own: its virtual machines, load balancers and the servers of the service
     * (Scaleway, Kubernetes environmental footprint). Worker nodes are Instances, and counted as such.
     */
    public static Resource dedicatedKubernetes(Resource virtualMachines, Resource loadBalancers, Resource service) {
        return virtualMachines.and(loadBalancers).and(service);
    }

    /**
     * A part of a control plane that several customers use. Scaleway does not publish by what it is shared out.
     *
     * @param ratio this customer's part
     */
    public static Resource mutualizedKubernetes(
            Resource virtualMachines, Resource loadBalancers, Resource service, Ratio ratio) {
        return dedicatedKubernetes(virtualMachines, loadBalancers, service).times(ratio);
    }
}
